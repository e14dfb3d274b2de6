package phasegrid.engine.definition;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** What a model measures. Names are columns of the table, in snake case, and unique in a model. */
public sealed interface Observable permits Scalar, Observable.Curve, Observable.Derived {
    /** The column's name. */
    String name();

    /** The unit, {@code 1} for a pure number. */
    String unit();

    /** The formula in words and symbols. */
    String definition();

    /**
     * A function of one variable, recorded at fixed places; each place is a {@link Scalar} named {@code name_i}.
     *
     * @param name the curve's name, from which those of its places are made
     * @param unit the unit of its values
     * @param definition the formula in words and symbols
     * @param at the places, in ascending order
     */
    record Curve(String name, String unit, String definition, List<Double> at) implements Observable {
        /** Keeps its own copy of the places. */
        public Curve {
            at = List.copyOf(at);
        }

        /** The scalars that make up the curve, one a place, in order. */
        public List<Scalar> scalars() {
            return IntStream.range(0, at.size()).mapToObj(this::scalar).toList();
        }

        /** The scalar at place {@code i}. */
        public Scalar scalar(int i) {
            return Scalar.real(name + "_" + i, unit, definition + " at " + at.get(i));
        }
    }

    /**
     * A function of means; its error comes from the jackknife.
     *
     * @param <P> the model's point
     * @param name the column's name
     * @param unit the unit of its value
     * @param definition the formula in words and symbols
     * @param perDisorder whether the function is taken of one disorder sample's thermal means and averaged afterwards
     *     (its bias is O(1/thermal)); otherwise it is taken of the means over everything
     * @param value the function
     */
    record Derived<P extends Record>(
            String name, String unit, String definition, boolean perDisorder, ToDoubleBiFunction<P, Means> value)
            implements Observable {}
}
