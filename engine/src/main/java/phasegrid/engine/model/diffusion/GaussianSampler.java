package phasegrid.engine.model.diffusion;

import java.util.function.IntFunction;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Watcher;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.dynamics.Posterior;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.SymmetricEigen;
import phasegrid.engine.random.RandomStream;

/** {@link GaussianData}: distances of the fit, and what its score generates, mode by mode in the eigenbasis of A. */
final class GaussianSampler implements Simulation.Sampler<GaussianFit>, Posterior {
    private final GaussianData.Point p;
    private final int d;
    private final Level level;
    private final Level horizon;
    private final Descent toData;
    private GaussianFit fit;
    private double[] distances;
    private double[] density;

    GaussianSampler(GaussianData.Point p) {
        this.p = p;
        d = p.d();
        level = p.process().at(p.t());
        horizon = p.process().at(p.horizon());
        toData = Descent.toData(p.process(), p.sampler(), p.horizon(), p.horizon(), d);
    }

    @Override
    public boolean watch(int replica, Watcher watcher) {
        toData.watch(replica, watcher::sees);
        return true;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a disorder sample is known by itself
    public void sample(GaussianFit quench, ReplicaBlock block, Recorder out) {
        if (!quench.equals(fit)) {
            fit = quench;
            distances = new double[] {
                generatedToTrue(), trueToGenerated(), transport(), trainLoss(), testLoss(),
            };
            density = density();
        }
        for (int r = 0; r < block.size(); r++) {
            statics(r, out);
            generated(block.random(r), r, out);
        }
    }

    private void statics(int r, Recorder out) {
        double kept = level.shrink() * level.shrink();
        out.record(GaussianData.KL_GENERATED, r, distances[0]);
        out.record(GaussianData.KL_TRUE, r, distances[1]);
        out.record(GaussianData.W2, r, distances[2]);
        out.record(GaussianData.TRAIN_NOISE_LOSS, r, distances[3]);
        out.record(GaussianData.TEST_NOISE_LOSS, r, distances[4]);
        out.record(GaussianData.FROBENIUS, r, kept * kept * fit.frobenius());
        out.record(GaussianData.OPERATOR, r, kept * fit.operator());
        out.record(GaussianData.OVERLAP, r, fit.overlap());
        out.record(GaussianData.TOP_OVERLAP, r, Elementary.square(fit.eigen().component(0, 0)));
        out.record(GaussianData.TOP_EIGENVALUE, r, fit.value(0));
        for (int bin = 0; bin < density.length; bin++) {
            out.record(GaussianData.BINS.get(bin), r, density[bin]);
        }
    }

    private double[] density() {
        double[] bins = new double[GaussianData.BINS.size()];
        for (int k = 0; k < d; k++) {
            double bin = Math.floor(fit.value(k) / p.variance() / GaussianData.BIN);
            if (bin >= 0 && bin < bins.length) {
                bins[(int) bin] += 1 / (d * GaussianData.BIN);
            }
        }
        return bins;
    }

    /** The variance at time t of the k-th mode of A. */
    private double learnt(int k) {
        return level.spread(fit.value(k));
    }

    /** ½ [tr B⁻¹A − d − ln det A/det B + e^{−2t} mᵀB⁻¹m], A learnt, B true. */
    private double generatedToTrue() {
        double kept = level.shrink() * level.shrink();
        double sum = -logRatio();
        for (int i = 0; i < d; i++) {
            double truth = level.spread(fit.spectrum()[i]);
            double square = fit.mean()[i] * fit.mean()[i];
            sum += (level.spread(fit.matrix()[i][i]) + kept * square) / truth - 1;
        }
        return 0.5 * sum;
    }

    /** ½ [tr A⁻¹B − d + ln det A/det B + e^{−2t} mᵀA⁻¹m]. */
    private double trueToGenerated() {
        double kept = level.shrink() * level.shrink();
        double sum = logRatio();
        for (int k = 0; k < d; k++) {
            double square = fit.turnedMean()[k] * fit.turnedMean()[k];
            sum += (level.spread(fit.turned()[k]) + kept * square) / learnt(k) - 1;
        }
        return 0.5 * sum;
    }

    /** ln det A/det B; −∞ where A is singular, not a number where it is not positive. */
    private double logRatio() {
        double sum = 0;
        for (int k = 0; k < d; k++) {
            sum += Elementary.log(learnt(k)) - Elementary.log(level.spread(fit.spectrum()[k]));
        }
        return sum;
    }

    /** tr A + tr B − 2 tr (B^{½} A B^{½})^{½} + e^{−2t}|m|²; where B is a number, eigenvalues of A are enough. */
    private double transport() {
        double kept = level.shrink() * level.shrink();
        double sum = 0;
        for (int i = 0; i < d; i++) {
            sum += kept * fit.mean()[i] * fit.mean()[i];
            if (fit.flat()) {
                sum += Elementary.square(Math.sqrt(learnt(i)) - Math.sqrt(level.spread(fit.spectrum()[i])));
            } else {
                sum += level.spread(fit.matrix()[i][i]) + level.spread(fit.spectrum()[i]);
            }
        }
        return fit.flat() ? sum : fit.frobenius() == 0 ? 0 : sum - 2 * traceOfRoot(kept);
    }

    private double traceOfRoot(double kept) {
        double[][] product = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double learnt = kept * fit.matrix()[i][j] + (i == j ? level.noise() : 0);
                double scale = level.spread(fit.spectrum()[i]) * level.spread(fit.spectrum()[j]);
                product[i][j] = Math.sqrt(scale) * learnt;
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(product);
        double sum = 0;
        for (int k = 0; k < d; k++) {
            double value = eigen.value(k);
            sum += Math.sqrt(Math.abs(value) < TINY * eigen.value(0) ? 0 : value);
        }
        return sum;
    }

    /** Below this share of the largest an eigenvalue is rounding. */
    private static final double TINY = 1e-13;

    /** ⟨|√Δ φ + z|²⟩/d over the data that A was fitted to: Σ_k e^{−2t} λ_k/g_k/d. */
    private double trainLoss() {
        double kept = level.shrink() * level.shrink();
        double sum = 0;
        for (int k = 0; k < d; k++) {
            double signal = kept * fit.value(k);
            sum += signal == 0 ? 0 : signal / learnt(k);
        }
        return sum / d;
    }

    /** The same over new data: (1/d) [tr (1 − ΔW)² + Δ e^{−2t} tr W(Σ + m mᵀ)W], W = A_t⁻¹. */
    private double testLoss() {
        double kept = level.shrink() * level.shrink();
        double sum = 0;
        for (int k = 0; k < d; k++) {
            double signal = kept * fit.value(k);
            double seen = fit.turned()[k] + fit.turnedMean()[k] * fit.turnedMean()[k];
            sum += (signal * signal + level.noise() * kept * seen) / (learnt(k) * learnt(k));
        }
        return sum / d;
    }

    private void generated(RandomStream random, int r, Recorder out) {
        double[] x = new double[d];
        random.gaussians(x, 0, d);
        if (p.start() == GaussianData.Start.HORIZON) {
            double scale = horizon.shrink() * Elementary.exp(p.horizon());
            Kernels.scale(scale * Math.sqrt(p.process().noiseTemperature()), x, 0, d);
        } else {
            x = turned(x);
        }
        toData.run(this, x, 1, row -> random);
        out.record(GaussianData.GENERATED_RADIUS, r, Kernels.sumOfSquares(x, 0, d) / d);
        out.record(GaussianData.GENERATED_TOP, r, x[0] * x[0]);
        out.record(GaussianData.GENERATED_BOTTOM, r, x[d - 1] * x[d - 1]);
    }

    /** A draw of the true P_T, in the eigenbasis of A. */
    private double[] turned(double[] z) {
        double[] x = new double[d];
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < d; i++) {
                double deviation = Math.sqrt(horizon.spread(fit.spectrum()[i]));
                x[k] = Math.fma(fit.eigen().component(k, i), deviation * z[i], x[k]);
            }
        }
        return x;
    }

    /** ⟨a⟩ = m + s λ (x − s m)/(Δ + s² λ), less what an error −ε x of the score takes. */
    @Override
    public void mean(Level at, double[] states, int rows, double[] out) {
        for (int i = 0; i < rows * d; i++) {
            double value = fit.value(i % d);
            double centre = fit.turnedMean()[i % d];
            double gain = at.shrink() * value / at.spread(value);
            double error = p.scoreError() * at.noise() / at.shrink();
            out[i] = centre + gain * (states[i] - at.shrink() * centre) - error * states[i];
        }
    }

    @Override
    public void draw(Level at, double[] states, int rows, IntFunction<RandomStream> random, double[] out) {
        mean(at, states, rows, out);
        double[] noise = new double[d];
        for (int r = 0; r < rows; r++) {
            random.apply(r).gaussians(noise, 0, d);
            for (int k = 0; k < d; k++) {
                double value = fit.value(k);
                double deviation = Math.sqrt(value * at.noise() / at.spread(value));
                out[r * d + k] = Math.fma(deviation, noise[k], out[r * d + k]);
            }
        }
    }
}
