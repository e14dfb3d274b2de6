package phasegrid.engine.model.memory;

import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;

/**
 * Sums over the other patterns relative to the signal, chunk by chunk: Σ e^{y}, Σ e^{2y}, Σ e^{y} c with
 * {@code y = λ(overlap − signal)} kept relative to the largest y so far. At λ = ∞ the nearest patterns share all weight.
 */
final class Softmax {
    static final int CHUNK = 512;

    private final double lambda;
    private final double[] exponent = new double[CHUNK];
    private double signal;
    private double largest;
    private double sum;
    private double squares;
    private double aligned;

    Softmax(double lambda) {
        this.lambda = lambda;
    }

    /** Begins with the pattern itself, whose overlap is {@code newSignal}. */
    void begin(double newSignal) {
        signal = newSignal;
        largest = own();
        sum = 0;
        squares = 0;
        aligned = 0;
    }

    /** Adds {@code count} patterns; {@code cosine}, which may be null, holds their overlaps with the pattern over |ξ|². */
    void add(double[] scores, double[] cosine, int count) {
        double highest = largest;
        for (int i = 0; i < count; i++) {
            exponent[i] = exponent(scores[i]);
            highest = Math.max(highest, exponent[i]);
        }
        rescale(highest);
        for (int i = 0; i < count; i++) {
            exponent[i] -= largest;
        }
        weigh(exponent, count);
        sum += Kernels.sum(exponent, 0, count);
        squares += Kernels.sumOfSquares(exponent, 0, count);
        if (cosine != null) {
            aligned += Kernels.dot(exponent, cosine, 0, count);
        }
    }

    /** y; at λ = ∞ the overlap itself, whose weight {@link #weigh} decides. */
    private double exponent(double score) {
        return Double.isInfinite(lambda) ? score : lambda * (score - signal);
    }

    /** y of the pattern itself. */
    private double own() {
        return Double.isInfinite(lambda) ? signal : 0;
    }

    private void weigh(double[] y, int count) {
        if (Double.isInfinite(lambda)) {
            for (int i = 0; i < count; i++) {
                y[i] = y[i] == 0 ? 1 : 0;
            }
        } else {
            Kernels.exp(y, y, 0, count);
        }
    }

    private void rescale(double highest) {
        double factor = relative(highest, largest);
        largest = highest;
        sum *= factor;
        squares *= factor * factor;
        aligned *= factor;
    }

    private double relative(double highest, double y) {
        return Double.isInfinite(lambda) ? (y == highest ? 1 : 0) : Elementary.exp(y - highest);
    }

    /** The pattern's own term in the present scale. */
    private double self() {
        return relative(largest, own());
    }

    /** w₁ = 1/(1 + Σ e^y). */
    double weight() {
        return self() / (self() + sum);
    }

    /** Σ w². */
    double participation() {
        double total = self() + sum;
        return (self() * self() + squares) / (total * total);
    }

    /** Σ w_μ ξ^μ·ξ/|ξ|². */
    double overlap() {
        return (self() + aligned) / (self() + sum);
    }

    /** (1/λ) ln Σ_μ e^{λ x·ξ^μ}, the pattern included. */
    double logSum() {
        return Double.isInfinite(lambda) ? largest : signal + (largest + Elementary.log(self() + sum)) / lambda;
    }

    /** At λ = ∞ the share of each of the nearest patterns. */
    double share() {
        return 1 / (self() + sum);
    }

    double lambda() {
        return lambda;
    }
}
