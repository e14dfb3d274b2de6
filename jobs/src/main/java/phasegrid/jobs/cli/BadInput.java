package phasegrid.jobs.cli;

/** Says what is wrong with what the user gave; ends the verb with status 2 and this line. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One line: "Cannot do what: reason", then the remedy. */
    public BadInput(String line) {
        super(line);
    }
}
