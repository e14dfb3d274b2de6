package phasegrid.jobs.spark;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import phasegrid.jobs.table.ChainStates;
import phasegrid.jobs.table.Circumstances;
import phasegrid.jobs.table.Inventory;
import phasegrid.jobs.table.LedgerRow;

/** Holds computed rows until they are due, then commits them as one segment. Used by one thread. */
final class Committer {
    private static final long ROW_BYTES = 128;

    private final Inventory ledger;
    private final ChainStates states;
    private final CommitRhythm rhythm;
    private final List<LedgerRow> held = new ArrayList<>();
    private long bytes;
    private long last = System.nanoTime();

    Committer(Inventory ledger, ChainStates states, CommitRhythm rhythm) {
        this.ledger = ledger;
        this.states = states;
        this.rhythm = rhythm;
    }

    /** Takes what came of a batch. A chain's end state is saved at once, before any row that depends on it. */
    void take(Outcome outcome) {
        if (outcome.state().length > 0) {
            states.save(outcome.track(), outcome.address(), outcome.state());
        }
        Circumstances share = outcome.circumstances().shared(outcome.rows().size());
        outcome.rows().forEach(row -> {
            held.add(new LedgerRow(row, share));
            bytes += ROW_BYTES + (long) Double.BYTES * row.payload().length;
        });
    }

    /** Commits where it is time to. */
    void commitIfDue() {
        if (rhythm.due(Duration.ofNanos(System.nanoTime() - last), bytes, ledger.bytes())) {
            commit();
        }
    }

    /** Commits everything. */
    void commit() {
        if (!held.isEmpty()) {
            uninterrupted(List.copyOf(held));
            held.clear();
            bytes = 0;
        }
        last = System.nanoTime();
    }

    /** An interrupt closes whatever is written to: it waits until the rows are committed, which may be done twice over. */
    private void uninterrupted(List<LedgerRow> rows) {
        boolean interrupted = Thread.interrupted();
        try {
            ledger.commit(rows);
        } catch (UncheckedIOException e) {
            if (!Thread.interrupted()) {
                throw e;
            }
            interrupted = true;
            ledger.commit(rows);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Bytes that are not committed. */
    long uncommitted() {
        return bytes;
    }
}
