package phasegrid.jobs.cli;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import phasegrid.jobs.spark.RunState;

/**
 * Predicts how long a run still takes, with an interval that holds it in 80 of 100 runs.
 *
 * <p>The run since its first finished batch (before, Spark starts) is cut into stretches of at least a second in which
 * work was done: stretch i took s_i seconds for w_i
 * predicted operations, so its cost is c_i = s_i / w_i seconds an operation. With W operations left,
 * {@code ETA = c W}, {@code c = Σs / Σw}. Its variance has two parts, both from the observed scatter
 * {@code σ² = Σ (s_i − c w_i)² / w_i / (k − 1)}, which is the variance that one operation brings: what c doesn't know,
 * {@code W² σ² / Σw}, and what the rest will scatter, {@code W σ²}. The interval is ETA ± the 0.9 quantile of Student's
 * t with k − 1 degrees of freedom times the root. Fewer than three stretches give no interval.
 */
final class Remaining {
    private static final double STRETCH = 1;
    private static final int FEWEST = 3;
    private static final double ONE_SIDED = 0.1;

    private boolean begun;
    private double startSeconds;
    private double startWork;
    private int stretches;
    private double seconds;
    private double work;
    private double squares;
    private double left;

    /** Takes notice of a state. */
    void hears(RunState state) {
        left = state.work() - state.workDone();
        if (!begun) {
            begun = state.workDone() > 0;
            startSeconds = state.seconds();
            startWork = state.workDone();
        }
        double s = state.seconds() - startSeconds - seconds;
        double w = state.workDone() - startWork - work;
        if (s >= STRETCH && w > 0) {
            stretches++;
            squares += s * s / w;
            seconds += s;
            work += w;
        }
    }

    /** Seconds that the rest takes, NaN before the first stretch. */
    double expected() {
        return left * seconds / work;
    }

    /** Half the width of the interval, NaN where there are too few stretches. */
    double margin() {
        if (stretches < FEWEST) {
            return Double.NaN;
        }
        double scatter = Math.max(0, squares - seconds * seconds / work) / (stretches - 1);
        double sd = Math.sqrt(left * scatter * (left / work + 1));
        return sd * TDistribution.of(stretches - 1).inverseSurvivalProbability(ONE_SIDED);
    }

    /** {@code ETA 42 s (35 s to 51 s)}; nothing before the first stretch. */
    Optional<String> text() {
        if (stretches == 0) {
            return Optional.empty();
        }
        double margin = margin();
        String interval = Double.isNaN(margin)
                ? ""
                : " (" + time(Math.max(0, expected() - margin)) + " to " + time(expected() + margin) + ")";
        return Optional.of("ETA " + time(expected()) + interval);
    }

    /** A time in the largest unit that suits it. */
    static String time(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 7200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
