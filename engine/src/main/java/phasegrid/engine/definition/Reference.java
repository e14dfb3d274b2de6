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

    /**
     * A law of a mean that few replicas may make: what two clones do beyond their chance, where they hardly ever differ; an
     * entropy, where almost all of them are certain; a distance that is the square of a small difference. With fewer than 50
     * of those the sample has no honest error bar, and the law does not judge it.
     *
     * @param law the law
     * @param carriers about how many replicas make the mean, by what was measured
     */
    record Carried<P extends Record>(Reference<P> law, ToDoubleFunction<Summary> carriers) implements Reference<P> {
        @Override
        public Observable observable() {
            return law.observable();
        }

        @Override
        public Citation source() {
            return law.source();
        }

        @Override
        public String kind() {
            return law.kind();
        }

        @Override
        public double at(P point) {
            return law.at(point);
        }

        @Override
        public double allowance(P point) {
            return law.allowance(point);
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
