package phasegrid.jobs.spark;

import java.time.Duration;

/**
 * When the driver commits: once it holds {@code bytes} or a hundredth of the ledger's bytes, never sooner than
 * {@code soonest} and never later than {@code latest} after the last commit.
 *
 * @param soonest the shortest time between two commits
 * @param latest the longest time that results stay uncommitted
 * @param bytes results of this size are committed as soon as allowed
 */
public record CommitRhythm(Duration soonest, Duration latest, long bytes) {
    /** The usual rhythm: 5 s, 60 s, 64 MB. */
    public static final CommitRhythm USUAL = new CommitRhythm(Duration.ofSeconds(5), Duration.ofSeconds(60), 64L << 20);

    boolean due(Duration since, long held, long ledger) {
        boolean large = held >= bytes || held * 100 >= ledger;
        return held > 0 && (since.compareTo(latest) >= 0 || (large && since.compareTo(soonest) >= 0));
    }
}
