package phasegrid.engine.linear;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The n nodes and weights of Gauss and Legendre on (0, 1): exact for polynomials of degree 2n − 1, weights sum to 1.
 *
 * <p>By the library's bisection of Legendre polynomials, which consists of + − × and ÷ alone: the same bits everywhere.
 */
public final class GaussLegendre {
    private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();

    private final GaussIntegrator rule;

    private GaussLegendre(GaussIntegrator rule) {
        this.rule = rule;
    }

    /** The rule of {@code size} nodes, 1 or more. Cost O(size³) at the first call. */
    public static GaussLegendre of(int size) {
        synchronized (RULES) {
            return new GaussLegendre(RULES.legendre(size, 0, 1));
        }
    }

    /** The i-th node, ascending. */
    public double node(int i) {
        return rule.getPoint(i);
    }

    /** The weight of the i-th node. */
    public double weight(int i) {
        return rule.getWeight(i);
    }

    /** How many nodes there are. */
    public int size() {
        return rule.getNumberOfPoints();
    }
}
