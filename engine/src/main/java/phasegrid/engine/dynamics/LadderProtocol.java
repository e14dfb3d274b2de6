package phasegrid.engine.dynamics;

import phasegrid.engine.definition.Param;

/** How the rungs of a ladder take part in one pass of it. */
public sealed interface LadderProtocol {
    /** Makes one pass: rungs are of ascending β. */
    void pass(Rungs rungs);

    /** Updates of all spins that every rung makes in one pass. */
    int updates();

    /**
     * Replica exchange: every rung is updated, then neighbours are exchanged, first the pairs that begin at an even rung.
     * Stationary at every rung. Source: {@code hukushima1996exchange}.
     *
     * @param updates how often in one pass
     */
    record Exchange(
            @Param(
                    symbol = "k",
                    doc = "updates of all spins, each with exchanges, in one pass",
                    usual = "1",
                    min = 1,
                    max = 1_000_000)
            int updates)
            implements LadderProtocol {
        @Override
        public void pass(Rungs rungs) {
            for (int i = 0; i < updates; i++) {
                rungs.update(0, rungs.size());
                exchange(rungs, 0);
                exchange(rungs, 1);
            }
        }

        private static void exchange(Rungs rungs, int first) {
            for (int k = first; k + 1 < rungs.size(); k += 2) {
                rungs.exchange(k);
            }
        }
    }

    /** Every rung by itself. */
    record Alone(
            @Param(symbol = "k", doc = "updates of all spins in one pass", usual = "1", min = 1, max = 1_000_000)
            int updates)
            implements LadderProtocol {
        @Override
        public void pass(Rungs rungs) {
            for (int i = 0; i < updates; i++) {
                rungs.update(0, rungs.size());
            }
        }
    }

    /**
     * Cooling: a pass begins with a new state at the hottest rung, and every rung takes over the state that the hotter one
     * has left. What is read at a rung is the state at the end of its stay: not stationary where the stay is short.
     *
     * @param updates the length of each stay
     */
    record Annealing(
            @Param(symbol = "k", doc = "updates of all spins at each rung", usual = "100", min = 1, max = 1_000_000)
            int updates)
            implements LadderProtocol {
        @Override
        public void pass(Rungs rungs) {
            cool(rungs, updates);
        }
    }

    /**
     * Heating after cooling: a pass cools as {@link Annealing} does and goes back up the ladder. What is read at a rung is the
     * state at the end of its stay on the way back, so that beside annealing it shows the other branch of the loop.
     *
     * @param updates the length of each stay
     */
    record Hysteresis(
            @Param(
                    symbol = "k",
                    doc = "updates of all spins at each rung, each way",
                    usual = "100",
                    min = 1,
                    max = 1_000_000)
            int updates)
            implements LadderProtocol {
        @Override
        public void pass(Rungs rungs) {
            cool(rungs, updates);
            heat(rungs, updates);
        }
    }

    /**
     * Heating: a pass begins with a new state at the coldest rung, and every rung takes over the state that the colder one has
     * left. What is read at a rung is the state at the end of its stay.
     *
     * @param updates the length of each stay
     */
    record Heating(
            @Param(symbol = "k", doc = "updates of all spins at each rung", usual = "100", min = 1, max = 1_000_000)
            int updates)
            implements LadderProtocol {
        @Override
        public void pass(Rungs rungs) {
            rungs.restart(rungs.size() - 1);
            stay(rungs, rungs.size() - 1, updates);
            heat(rungs, updates);
        }
    }

    private static void heat(Rungs rungs, int updates) {
        for (int k = rungs.size() - 2; k >= 0; k--) {
            rungs.copy(k + 1, k);
            stay(rungs, k, updates);
        }
    }

    private static void cool(Rungs rungs, int updates) {
        rungs.restart(0);
        stay(rungs, 0, updates);
        for (int k = 1; k < rungs.size(); k++) {
            rungs.copy(k - 1, k);
            stay(rungs, k, updates);
        }
    }

    private static void stay(Rungs rungs, int rung, int updates) {
        for (int i = 0; i < updates; i++) {
            rungs.update(rung, rung + 1);
        }
    }
}
