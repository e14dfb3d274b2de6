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
import phasegrid.engine.random.RandomStream;

/**
 * {@link GaussianClasses} in the span of the centres, where the dynamics is closed, after discretisation too; all other
 * coordinates are Gaussians that know nothing of the class.
 */
final class GaussianClassesSampler implements Simulation.Sampler<Void>, Posterior {
    private static final int ROWS = 64;

    private final GaussianClasses.Point p;
    private final int classes;
    private final int d;
    private final double variance;
    private final double[][] centres;
    private final double[] logPrior;
    private final double[] prior;
    private final Level branching;
    private final Descent toData;
    private final double[] weight;
    private final double[] noise;
    private final int[] truth = new int[ROWS];
    private final int[] ends = new int[2 * ROWS];

    GaussianClassesSampler(GaussianClasses.Point p) {
        this.p = p;
        variance = p.width() * p.width();
        centres = p.arrangement().vectors();
        classes = centres.length;
        d = centres[0].length;
        for (double[] centre : centres) {
            Kernels.scale(Math.sqrt(p.d()), centre, 0, d);
        }
        prior = p.arrangement().prior();
        logPrior = new double[classes];
        Kernels.log(prior, logPrior, 0, classes);
        branching = p.process().at(p.t());
        toData = Descent.toData(p.process(), p.sampler(), p.horizon(), p.t(), d);
        weight = new double[classes];
        noise = new double[d];
    }

    @Override
    public boolean watch(int replica, Watcher watcher) {
        toData.watch(replica, watcher::sees);
        return true;
    }

    @Override
    public void sample(Void quench, ReplicaBlock block, Recorder out) {
        double[] x = new double[ROWS * d];
        for (int first = 0; first < block.size(); first += ROWS) {
            int count = Math.min(ROWS, block.size() - first);
            int offset = first;
            sample(x, count, r -> block.random(offset + r), r -> block.random(offset + r, "label"), first, out);
        }
    }

    private void sample(
            double[] x,
            int count,
            IntFunction<RandomStream> random,
            IntFunction<RandomStream> labels,
            int first,
            Recorder out) {
        for (int r = 0; r < count; r++) {
            truth[r] = noised(x, r, random.apply(r), labels.apply(r));
        }
        double[] exact = new double[count];
        double[] clone = x.clone();
        for (int r = 0; r < count; r++) {
            exact[r] = exact(x, r, first + r, out);
        }
        toData.run(this, x, count, random);
        toData.run(this, clone, count, random);
        for (int r = 0; r < count; r++) {
            ends[2 * r] = label(x, r, labels.apply(r));
            ends[2 * r + 1] = label(clone, r, labels.apply(r));
            out.record(GaussianClasses.PROJECTION_SQ, first + r, Kernels.sumOfSquares(x, r * d, (r + 1) * d) / p.d());
            ends(r, first + r, exact[r], out);
        }
    }

    private void ends(int r, int replica, double exact, Recorder out) {
        int one = ends[2 * r];
        double same = one == ends[2 * r + 1] ? 1 : 0;
        double back = one == truth[r] ? 1 : 0;
        out.record(GaussianClasses.SAME_CLASS_CLONE, replica, same);
        out.record(GaussianClasses.SAME_CLASS_UTURN, replica, back);
        out.record(GaussianClasses.CLONE_EXCESS, replica, same - exact);
        out.record(GaussianClasses.UTURN_EXCESS, replica, back - exact);
        out.record(GaussianClasses.FIRST_FRACTION, replica, one == 0 ? 1 : 0);
        for (int l = 0; l < GaussianClasses.LEVELS; l++) {
            boolean level = group(one, l) == group(ends[2 * r + 1], l);
            out.record(GaussianClasses.SAME_LEVEL_CLONE.scalar(l), replica, level ? 1 : 0);
        }
    }

    private int group(int k, int level) {
        return level < p.arrangement().levels() ? p.arrangement().group(k, level) : k;
    }

    private int noised(double[] x, int r, RandomStream random, RandomStream labels) {
        System.arraycopy(prior, 0, weight, 0, classes);
        int k = pick(labels.uniform());
        double deviation = Math.sqrt(branching.spread(variance));
        random.gaussians(noise, 0, d);
        for (int i = 0; i < d; i++) {
            x[r * d + i] = Math.fma(deviation, noise[i], branching.shrink() * centres[k][i]);
        }
        return k;
    }

    /** Records what theory of the posterior at x_t says; gives Σ_k p(k | x)². */
    private double exact(double[] x, int r, int replica, Recorder out) {
        weigh(branching, x, r);
        double squares = Kernels.sumOfSquares(weight, 0, classes);
        double information = 0;
        for (int k = 0; k < classes; k++) {
            double posterior = weight[k] > 0 ? weight[k] * Elementary.log(weight[k]) : 0;
            information += posterior - prior[k] * logPrior[k];
        }
        out.record(GaussianClasses.SAME_CLASS_EXACT, replica, squares);
        out.record(GaussianClasses.INFORMATION, replica, information);
        for (int l = 0; l < GaussianClasses.LEVELS; l++) {
            out.record(GaussianClasses.SAME_LEVEL_EXACT.scalar(l), replica, agreement(l));
        }
        return squares;
    }

    /** Σ over the groups of a level of p(group | x)². */
    private double agreement(int level) {
        double[] groups = new double[classes];
        for (int k = 0; k < classes; k++) {
            groups[group(k, level)] += weight[k];
        }
        return Kernels.sumOfSquares(groups, 0, classes);
    }

    private int label(double[] x, int r, RandomStream labels) {
        weigh(toData.end(), x, r);
        return pick(labels.uniform());
    }

    /** weight[k] = p(k | x) ∝ p_k exp((s x·v_k − s²|v_k|²/2)/Γ). */
    private void weigh(Level at, double[] x, int r) {
        double gamma = at.spread(variance);
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                double v = at.shrink() * centres[k][i];
                sum = Math.fma(v, x[r * d + i] - 0.5 * v, sum);
            }
            weight[k] = logPrior[k] + sum / gamma;
            largest = Math.max(largest, weight[k]);
        }
        double total = 0;
        for (int k = 0; k < classes; k++) {
            weight[k] = Elementary.exp(weight[k] - largest);
            total += weight[k];
        }
        for (int k = 0; k < classes; k++) {
            weight[k] /= total;
        }
    }

    private int pick(double uniform) {
        double rest = uniform;
        for (int k = 0; k < classes; k++) {
            rest -= weight[k];
            if (rest < 0) {
                return k;
            }
        }
        return classes - 1;
    }

    /** ⟨a⟩ = Σ_k p(k | x) [v_k + s σ² (x − s v_k)/Γ] = (Δ Σ_k p(k | x) v_k + s σ² x)/Γ. */
    @Override
    public void mean(Level at, double[] x, int rows, double[] out) {
        double gamma = at.spread(variance);
        for (int r = 0; r < rows; r++) {
            weigh(at, x, r);
            for (int i = 0; i < d; i++) {
                double centre = 0;
                for (int k = 0; k < classes; k++) {
                    centre = Math.fma(weight[k], centres[k][i], centre);
                }
                out[r * d + i] = (at.noise() * centre + at.shrink() * variance * x[r * d + i]) / gamma;
            }
        }
    }

    @Override
    public void draw(Level at, double[] x, int rows, IntFunction<RandomStream> random, double[] out) {
        double gamma = at.spread(variance);
        double deviation = Math.sqrt(variance * at.noise() / gamma);
        for (int r = 0; r < rows; r++) {
            weigh(at, x, r);
            int k = pick(random.apply(r).uniform());
            random.apply(r).gaussians(noise, 0, d);
            for (int i = 0; i < d; i++) {
                double mean = (at.noise() * centres[k][i] + at.shrink() * variance * x[r * d + i]) / gamma;
                out[r * d + i] = Math.fma(deviation, noise[i], mean);
            }
        }
    }
}
