package phasegrid.jobs.data;

/** Says what is wrong with a data file. */
public final class DataProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DataProblem(String message) {
        super(message);
    }

    /** "Cannot read FILE: reason; remedy". */
    public static DataProblem of(String file, String reason) {
        return new DataProblem("Cannot read " + file + ": " + reason);
    }
}
