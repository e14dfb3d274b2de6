package phasegrid.engine.model.memory;

import phasegrid.engine.linear.Elementary;
import phasegrid.engine.random.RandomStream;

/**
 * An {@link ExponentialQuery} to real patterns that exist in law only: given ξ and û, each other pattern enters by its two
 * components along them, drawn anew from their place in the stream whenever they are asked for. No memory of order P.
 */
final class LawQuery implements ExponentialQuery {
    private final int d;
    private final PatternLaw law;
    private final double[] pair = new double[2 * Softmax.CHUNK];
    private RandomStream noise;
    private RandomStream overlaps;
    private double norm;
    private double along;
    private double across;
    /** Cholesky factor of the covariance of (ξ/|ξ|·ξ^μ, û·ξ^μ): first, lower, second. */
    private double first;

    private double lower;
    private double second;

    LawQuery(ExponentialHopfield.Point p) {
        d = p.d();
        law = p.patterns();
    }

    @Override
    public void draw(float[] patterns, RandomStream random, RandomStream stream) {
        noise = random;
        overlaps = stream;
        norm = law.equalNorms() ? d : random.chiSquared(d);
        first = 1;
        lower = 0;
        second = 1;
        if (law instanceof PatternLaw.HiddenManifold manifold) {
            manifold(manifold.latent(d), random);
        }
    }

    /**
     * ξ = Fz/√D = |z| f/√D with f = Fz/|z|; orthogonal to z, f·F and û·F are Gaussian vectors of D − 1 components, of which the
     * lengths |f||h|, |h'| and one angle matter.
     */
    private void manifold(int latent, RandomStream random) {
        double f = random.chiSquared(d);
        double z = random.chiSquared(latent);
        norm = z * f / latent;
        double h = latent > 1 ? random.chiSquared(latent - 1) : 0;
        double common = latent > 1 ? random.gaussian() : 0;
        double rest = latent > 2 ? random.chiSquared(latent - 2) : 0;
        first = Math.sqrt((f + h) / latent);
        lower = Math.sqrt(h / (f + h)) * common / Math.sqrt(latent);
        second = Math.sqrt((rest + common * common * f / (f + h)) / latent);
    }

    @Override
    public int stations() {
        return ExplicitQuery.ARC;
    }

    @Override
    public double overlap(int station) {
        return Elementary.cosTurns(0.25 * station / ExplicitQuery.ARC);
    }

    @Override
    public void at(int station) {
        at(overlap(station));
    }

    @Override
    public void at(double a) {
        along = a * Math.sqrt(norm);
        across = Math.sqrt((1 - a) * (1 + a) * norm);
    }

    @Override
    public void diffuse(double variance) {
        along = Math.fma(Math.sqrt(variance), noise.gaussian(), Math.sqrt(norm));
        across = Math.sqrt(variance * noise.chiSquared(d - 1));
    }

    @Override
    public double norm() {
        return norm;
    }

    @Override
    public double squared() {
        return along * along + across * across;
    }

    @Override
    public double signal() {
        return along * Math.sqrt(norm);
    }

    @Override
    public void scores(int from, int count, double[] out) {
        draw(from, count);
        for (int k = 0; k < count; k++) {
            out[k] = Math.fma(along, pair[2 * k], across * pair[2 * k + 1]);
        }
    }

    @Override
    public void aligned(int from, int count, double[] out) {
        draw(from, count);
        for (int k = 0; k < count; k++) {
            out[k] = Math.sqrt(norm) * pair[2 * k];
        }
    }

    /** The two components drawn, and for Gaussian patterns χ² for the others. */
    @Override
    public void norms(int from, int count, double[] out) {
        draw(from, count);
        for (int k = 0; k < count; k++) {
            double drawn = pair[2 * k] * pair[2 * k] + pair[2 * k + 1] * pair[2 * k + 1];
            out[k] = law.equalNorms() ? d : drawn + (d > 2 ? overlaps.chiSquared(d - 2) : 0);
        }
    }

    /** The components of {@code count} patterns; a chunk always starts at the same counter, so it is always the same. */
    private void draw(int from, int count) {
        overlaps.seek((long) from * STRIDE);
        overlaps.gaussians(pair, 0, 2 * count);
        for (int k = 0; k < count; k++) {
            double g = pair[2 * k];
            double h = pair[2 * k + 1];
            double scale = law.equalNorms() ? sphere(g * g + h * h) : 1;
            pair[2 * k] = scale * first * g;
            pair[2 * k + 1] = scale * Math.fma(lower, g, second * h);
        }
    }

    /** Room for rejections: a χ² takes some draws of its own. */
    private static final int STRIDE = 64;

    /** From two Gaussians of square R² to two components on the sphere: their square is d (1 − e^{−R²/(d−2)}). */
    private double sphere(double square) {
        double part = d > 2 ? -Elementary.expm1(-square / (d - 2)) : 1;
        return Math.sqrt(d * part / square);
    }
}
