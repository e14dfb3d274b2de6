package phasegrid.engine.definition;

import java.util.function.ToDoubleFunction;

/**
 * With which power of a parameter the size of an observable goes in theory, {@code |x| ∝ a^s}: its slope where both axes are
 * logarithmic, which is how such an observable is read and drawn.
 *
 * @param <P> the model's point
 * @param observable x
 * @param along a, a numeric parameter
 * @param source where it comes from
 * @param value s, NaN where there is no power
 */
public record Slope<P extends Record>(Observable observable, String along, Citation source, ToDoubleFunction<P> value) {
    /** Its column. */
    public String name() {
        return observable.name() + "_slope";
    }

    /** What it is, in words and symbols. */
    public String definition() {
        return "power s in |" + observable.name() + "| ∝ (" + along + ")^s";
    }
}
