package phasegrid.engine.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import phasegrid.engine.linear.Elementary;

/**
 * A node of an average over the length or the direction of a Gaussian vector: the trapezoid rule in a variable in which
 * the density is analytic and falls off on both sides.
 *
 * @param at where
 * @param weight its weight; they sum to 1
 */
record RadialNodes(double at, double weight) {
    private static final double TAIL = 34;
    private static final double WIDEST = 0.4;
    private static final double SHARE = 0.55;

    /** Nodes for a gamma variate of the given shape, in its logarithm. */
    static List<RadialNodes> gamma(double shape) {
        return of(
                Math.min(WIDEST, SHARE / Math.sqrt(shape)),
                w -> shape * (w - Elementary.expm1(w)),
                w -> shape * Elementary.exp(w));
    }

    /** Nodes for the cosine of the angle between a random direction in d dimensions and a fixed one, in its artanh. */
    static List<RadialNodes> cosine(double d) {
        return d <= 1
                ? List.of(new RadialNodes(-1, 0.5), new RadialNodes(1, 0.5))
                : of(
                        Math.min(WIDEST, SHARE / Math.sqrt(d - 1)),
                        w -> -(d - 1) * Elementary.logCosh(w),
                        Elementary::tanh);
    }

    private static List<RadialNodes> of(double step, DoubleUnaryOperator logWeight, DoubleUnaryOperator value) {
        List<RadialNodes> nodes = new ArrayList<>(List.of(new RadialNodes(value.applyAsDouble(0), 1)));
        for (double side : new double[] {-step, step}) {
            for (int k = 1; logWeight.applyAsDouble(k * side) > -TAIL; k++) {
                nodes.add(new RadialNodes(
                        value.applyAsDouble(k * side), Elementary.exp(logWeight.applyAsDouble(k * side))));
            }
        }
        double norm = nodes.stream().mapToDouble(RadialNodes::weight).sum();
        return nodes.stream()
                .map(node -> new RadialNodes(node.at(), node.weight() / norm))
                .toList();
    }
}
