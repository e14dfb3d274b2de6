package phasegrid.engine.sweep;

/**
 * Asks where an observable crosses a level along an axis, or where its curves of successive sizes cross each other.
 *
 * @param name the fit's name
 * @param observable the observable's name
 * @param level the level; NaN where curves cross each other
 * @param along the axis
 * @param over the axis whose successive values give the two curves; empty where a level is crossed
 */
public record Fit(String name, String observable, double level, String along, String over) {
    /** A crossing of a level. */
    public Fit(String name, String observable, double level, String along) {
        this(name, observable, level, along, "");
    }

    /** Whether curves cross each other. */
    public boolean ofSizes() {
        return !over.isEmpty();
    }
}
