package phasegrid.jobs.spark;

import java.util.Optional;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.PhaseTable;

/**
 * How a run ended.
 *
 * @param computed batches computed
 * @param failures batches that failed
 * @param stopped whether it was stopped before its end, with everything computed committed
 * @param inconsistent points whose payloads differ between builds or hosts
 * @param coreSeconds seconds of one core that the computed batches took
 * @param table the phase table, where the run was not stopped
 * @param fits the fits, where the sweep asks for any
 */
public record RunOutcome(
        long computed,
        long failures,
        boolean stopped,
        long inconsistent,
        double coreSeconds,
        Optional<PhaseTable> table,
        Optional<FitTable> fits) {
    /** 0 done, 1 failed or inconsistent, 75 stopped early with everything committed. */
    public int exitStatus() {
        if (failures > 0 || inconsistent > 0) {
            return 1;
        }
        return stopped ? 75 : 0;
    }
}
