package phasegrid.engine.definition;

import java.util.function.ToDoubleFunction;

/**
 * What theory says of one observable; NaN where it says nothing at a point.
 *
 * @param <P> the model's point
 */
public sealed interface Reference<P extends Record> {
    /** The observable's name. */
    Observable observable();

    /** Where the value comes from. */
    Citation source();

    /** The kind, as the table spells it. */
    String kind();

    /** The value at {@code point}, NaN where the reference does not hold. */
    double at(P point);

    /** How far the truth may be from the value: 0 for an exact one, NaN where it is unknown. */
    default double allowance(P point) {
        return 0;
    }

    /** Holds exactly, wherever its value is not NaN: only where the sampler makes no step error. */
    record ExactLaw<P extends Record>(Observable observable, Citation source, ToDoubleFunction<P> value)
            implements Reference<P> {
        @Override
        public String kind() {
            return "exact";
        }

        @Override
        public double at(P point) {
            return value.applyAsDouble(point);
        }
    }

    /** The value that the discretised dynamics has by itself, step error included. */
    record StepCorrected<P extends Record>(Observable observable, Citation source, ToDoubleFunction<P> value)
            implements Reference<P> {
        @Override
        public String kind() {
            return "step-corrected";
        }

        @Override
        public double at(P point) {
            return value.applyAsDouble(point);
        }
    }

    /** A limit, with an allowance argued from the order in size or step; where that is NaN the value is drawn, not judged. */
    record Limit<P extends Record>(
            Observable observable, Citation source, ToDoubleFunction<P> value, ToDoubleFunction<P> within)
            implements Reference<P> {
        @Override
        public String kind() {
            return "limit";
        }

        @Override
        public double at(P point) {
            return value.applyAsDouble(point);
        }

        @Override
        public double allowance(P point) {
            return within.applyAsDouble(point);
        }
    }

    /** A number computed outside, at one point; the tolerance is its own uncertainty. */
    record Golden<P extends Record>(Observable observable, Citation source, P point, double value, double tolerance)
            implements Reference<P> {
        @Override
        public String kind() {
            return "golden";
        }

        @Override
        public double at(P p) {
            return p.equals(point) ? value : Double.NaN;
        }

        @Override
        public double allowance(P p) {
            return tolerance;
        }
    }
}
