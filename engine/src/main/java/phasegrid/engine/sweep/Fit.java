package phasegrid.engine.sweep;

/**
 * Asks where an observable crosses a level along an axis.
 *
 * @param name the fit's name
 * @param observable the observable's name
 * @param level the level
 * @param along the axis
 */
public record Fit(String name, String observable, double level, String along) {}
