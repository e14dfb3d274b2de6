package phasegrid.engine.sweep;

import java.util.Locale;

/** How a row stands; of several, the first that applies is told. */
public enum Status {
    /** Two computations of one batch gave different payloads: determinism is broken. */
    INCONSISTENT,
    /** A batch failed, or no replica gave a number. */
    FAILED,
    /** A wanted batch is not in the ledger. */
    INCOMPLETE,
    /** A limit inside the point was reached before its end. */
    OVER_BUDGET,
    /** Some replicas gave no number. */
    DIVERGED,
    /** Chains differ from one another or along themselves. */
    NOT_EQUILIBRATED,
    /** A chain never moved. */
    FROZEN,
    /** Runs from different starts are each stationary and differ. */
    TWO_STATES,
    /** Too few independent units for an error bar. */
    FEW_SAMPLES,
    /** The curve does not reach the level asked for. */
    NO_CROSSING,
    /** Nothing is wrong. */
    OK,
    /** Nothing was sampled. */
    THEORY;

    /** Its spelling in tables. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
