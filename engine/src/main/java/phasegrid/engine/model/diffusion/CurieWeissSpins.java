package phasegrid.engine.model.diffusion;

import java.util.Arrays;
import java.util.function.IntFunction;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Watcher;
import phasegrid.engine.dynamics.Descent;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.dynamics.Posterior;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.linear.FieldMixture;
import phasegrid.engine.linear.Kernels;
import phasegrid.engine.linear.SpinSum;
import phasegrid.engine.random.RandomStream;

/** {@link CurieWeissClones} spin by spin: data, noise, two clones, a U-turn. Both laws are spins in random uniform fields. */
final class CurieWeissSpins implements Simulation.Sampler<Void>, Posterior {
    private static final int NUMBERS = 1 << 15;

    private final CurieWeissClones.Point p;
    private final int d;
    private final int rows;
    private final FieldMixture mixture;
    private final SpinSum sum;
    private final Level branching;
    private final double horizon;
    private final Descent toBranching;
    private final Descent toData;
    private final double[] noised;
    private final double[] x;
    private final double[] other;
    private final double[] fields;
    private final double[] uniforms;
    private final double[] noise;
    private final boolean[] plus;

    CurieWeissSpins(CurieWeissClones.Point p) {
        this.p = p;
        d = p.d();
        rows = Math.max(1, Math.min(64, NUMBERS / d));
        mixture = p.mixture();
        sum = new SpinSum(mixture);
        branching = p.process().at(p.t());
        horizon = p.process().shrink(p.horizon())
                * Elementary.exp(p.horizon())
                * Math.sqrt(p.process().noiseTemperature());
        boolean exact = p.start() == CurieWeissClones.Start.EXACT;
        toBranching = exact ? null : Descent.between(p.process(), p.sampler(), p.horizon(), p.horizon(), p.t(), d);
        toData = Descent.toData(p.process(), p.sampler(), p.horizon(), p.t(), d);
        noised = new double[rows * d];
        x = new double[rows * d];
        other = new double[rows * d];
        fields = new double[d];
        uniforms = new double[d];
        noise = new double[d];
        plus = new boolean[rows];
    }

    @Override
    public boolean watch(int replica, Watcher watcher) {
        if (toBranching != null) {
            toBranching.watch(replica, watcher::sees);
        }
        toData.watch(replica, watcher::sees);
        return true;
    }

    @Override
    public void sample(Void quench, ReplicaBlock block, Recorder out) {
        for (int first = 0; first < block.size(); first += rows) {
            sample(block, first, Math.min(rows, block.size() - first), out);
        }
    }

    private void sample(ReplicaBlock block, int first, int count, Recorder out) {
        IntFunction<RandomStream> random = r -> block.random(first + r);
        IntFunction<RandomStream> labels = r -> block.random(first + r, "label");
        for (int r = 0; r < count; r++) {
            noised(r, random.apply(r), labels.apply(r));
        }
        branch(count, random);
        System.arraycopy(x, 0, other, 0, count * d);
        for (int r = 0; r < count; r++) {
            projection(r, first + r, out);
        }
        double[] exact = exact(x, count);
        toData.run(this, x, count, random);
        toData.run(this, other, count, random);
        for (int r = 0; r < count; r++) {
            boolean one = label(x, r, labels.apply(r));
            boolean two = label(other, r, labels.apply(r));
            out.record(CurieWeissClones.SAME_CLASS_EXACT, first + r, exact[r]);
            out.record(CurieWeissClones.SAME_CLASS_CLONE, first + r, one == two ? 1 : 0);
            out.record(CurieWeissClones.CLONE_EXCESS, first + r, (one == two ? 1 : 0) - exact[r]);
            out.record(CurieWeissClones.PLUS_FRACTION, first + r, one ? 1 : 0);
            magnetisation(r, first + r, out);
            uturn(r, first + r, one, exact[r], out);
        }
        if (toBranching != null) {
            uturns(first, count, random, labels, out);
        }
    }

    /** With an exact start the first clone is the way back of a U-turn. */
    private void uturn(int r, int replica, boolean back, double exact, Recorder out) {
        if (toBranching == null) {
            out.record(CurieWeissClones.SAME_CLASS_UTURN, replica, back == plus[r] ? 1 : 0);
            out.record(CurieWeissClones.UTURN_EXCESS, replica, (back == plus[r] ? 1 : 0) - exact);
        }
    }

    private void uturns(
            int first, int count, IntFunction<RandomStream> random, IntFunction<RandomStream> labels, Recorder out) {
        double[] exact = exact(noised, count);
        toData.run(this, noised, count, random);
        for (int r = 0; r < count; r++) {
            double same = label(noised, r, labels.apply(r)) == plus[r] ? 1 : 0;
            out.record(CurieWeissClones.SAME_CLASS_UTURN, first + r, same);
            out.record(CurieWeissClones.UTURN_EXCESS, first + r, same - exact[r]);
        }
    }

    /** Draws a data point, notes its class and noises it up to t. */
    private void noised(int r, RandomStream random, RandomStream labels) {
        Arrays.fill(fields, 0);
        mixture.condition(fields, 0);
        int node = mixture.node(random.uniform());
        random.uniforms(uniforms, 0, d);
        mixture.spins(node, uniforms, noised, r * d);
        plus[r] = p.law() == CurieWeissClones.Law.TWO_PRODUCTS ? node == 1 : label(noised, r, labels);
        random.gaussians(noise, 0, d);
        double deviation = Math.sqrt(branching.noise());
        for (int i = 0; i < d; i++) {
            noised[r * d + i] = Math.fma(deviation, noise[i], branching.shrink() * noised[r * d + i]);
        }
    }

    /** Puts what the clones start from into x. */
    private void branch(int count, IntFunction<RandomStream> random) {
        if (toBranching == null) {
            System.arraycopy(noised, 0, x, 0, count * d);
            return;
        }
        for (int r = 0; r < count; r++) {
            random.apply(r).gaussians(noise, 0, d);
            for (int i = 0; i < d; i++) {
                x[r * d + i] = horizon * noise[i];
            }
        }
        toBranching.run(this, x, count, random);
    }

    /** q² + (1−q)² of each row, q = P(+ | x). */
    private double[] exact(double[] states, int count) {
        double[] exact = new double[count];
        for (int r = 0; r < count; r++) {
            condition(branching, states, r);
            double q = p.law() == CurieWeissClones.Law.TWO_PRODUCTS ? mixture.weight(1) : sum.positive();
            exact[r] = Math.fma(q, q, (1 - q) * (1 - q));
        }
        return exact;
    }

    private void condition(Level at, double[] states, int r) {
        double field = at.field();
        for (int i = 0; i < d; i++) {
            fields[i] = field * states[r * d + i];
        }
        mixture.condition(fields, 0);
    }

    /** The class of the spins that the end of a run is read as. */
    private boolean label(double[] states, int r, RandomStream labels) {
        int magnetisation = magnetisation(states, r);
        if (p.law() == CurieWeissClones.Law.MAGNET) {
            return magnetisation == 0 ? labels.sign() > 0 : magnetisation > 0;
        }
        return labels.bernoulli(Elementary.sigmoid(2 * mixture.field(1) * magnetisation));
    }

    private int magnetisation(double[] states, int r) {
        int ups = 0;
        for (int i = 0; i < d; i++) {
            ups += states[r * d + i] < 0 ? 0 : 1;
        }
        return 2 * ups - d;
    }

    private void magnetisation(int r, int replica, Recorder out) {
        double m = (double) magnetisation(x, r) / d;
        out.record(CurieWeissClones.ABSOLUTE, replica, Math.abs(m));
        out.record(CurieWeissClones.SQUARE, replica, m * m);
        out.record(CurieWeissClones.FOURTH, replica, m * m * m * m);
        for (int i = 0; i < CurieWeissClones.BELOW.at().size(); i++) {
            out.record(
                    CurieWeissClones.BELOW.scalar(i),
                    replica,
                    m <= CurieWeissClones.BELOW.at().get(i) ? 1 : 0);
        }
    }

    /** μ = Σ x_i/√d. */
    private void projection(int r, int replica, Recorder out) {
        double mu = Kernels.sum(x, r * d, (r + 1) * d) / Math.sqrt(d);
        out.record(CurieWeissClones.PROJECTION_SQUARE, replica, mu * mu);
        for (int i = 0; i < CurieWeissClones.PROJECTION_BELOW.at().size(); i++) {
            double at = CurieWeissClones.PROJECTION_BELOW.at().get(i);
            out.record(CurieWeissClones.PROJECTION_BELOW.scalar(i), replica, mu <= at ? 1 : 0);
        }
    }

    @Override
    public void mean(Level at, double[] states, int count, double[] out) {
        for (int r = 0; r < count; r++) {
            condition(at, states, r);
            mixture.mean(out, r * d);
        }
    }

    @Override
    public void draw(Level at, double[] states, int count, IntFunction<RandomStream> random, double[] out) {
        for (int r = 0; r < count; r++) {
            condition(at, states, r);
            int node = mixture.node(random.apply(r).uniform());
            random.apply(r).uniforms(uniforms, 0, d);
            mixture.spins(node, uniforms, out, r * d);
        }
    }

    /** Spins are read as the signs of the state. */
    @Override
    public void denoise(Level at, double[] states, int count, double[] out) {
        for (int i = 0; i < count * d; i++) {
            out[i] = states[i] < 0 ? -1 : 1;
        }
    }
}
