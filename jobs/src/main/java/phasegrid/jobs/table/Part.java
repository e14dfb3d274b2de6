package phasegrid.jobs.table;

/** The parts of an {@link Output}, each with its name there. */
public enum Part {
    /** The phase table. */
    PHASE("phase.parquet"),
    /** What was fitted to it. */
    FITS("fits.parquet"),
    /** The segments of the ledger. */
    LEDGER("ledger"),
    /** End states of chains. */
    CHAINS("chains"),
    /** Markers that name corrupt files. */
    QUARANTINE("quarantine"),
    /** Markers that name segments whose rows were copied. */
    COMPACTED("compacted"),
    /** The page that shows the sweep. */
    REPORT("report"),
    /** The table for other tools. */
    EXPORT("export"),
    /** What was logged. */
    LOG("log");

    private final String path;

    Part(String path) {
        this.path = path;
    }

    /** Its name inside an output. */
    public String path() {
        return path;
    }
}
