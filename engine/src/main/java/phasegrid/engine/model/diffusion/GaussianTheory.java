package phasegrid.engine.model.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.dynamics.ReverseSampler;
import phasegrid.engine.dynamics.TimeGrid;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.model.diffusion.GaussianData.Point;
import phasegrid.engine.theory.GaussianFits;
import phasegrid.engine.theory.LinearBackward;
import phasegrid.engine.theory.Scheme;
import phasegrid.engine.theory.SchemeRun;

/**
 * What theory says of linear scores of Gaussian data: means over the Wishart law, limits of spectra, and backward runs of one
 * mode after another. A value is NaN where its law doesn't hold.
 */
final class GaussianTheory {
    private static final Citation WISHART = new Citation("anderson2003introduction", "section 7.2, Wishart matrices");
    private static final Citation BULK = new Citation("bai2004clt", "theorem 1.1");
    private static final Citation SPIKE = new Citation("baik2006eigenvalues", "theorem 1.1");
    private static final Citation LINEAR = new Citation("biroli2024dynamical", "linear score of a Gaussian");

    /** By so many eigenvalues a spectrum of finite d may be off in a bin: half of what its two edges add. */
    private static final double EDGES = 0.25;

    private GaussianTheory() {}

    static List<Reference<Point>> references() {
        List<Reference<Point>> references = new ArrayList<>();
        exact(references, GaussianData.KL_GENERATED, p -> ofFits(p, p.fits().generatedToTrue()));
        exact(references, GaussianData.KL_TRUE, p -> ofFits(p, p.fits().trueToGenerated()));
        exact(references, GaussianData.W2, p -> p.score() == GaussianData.Score.PERFECT ? 0 : Double.NaN);
        exact(references, GaussianData.FROBENIUS, GaussianTheory::frobenius);
        exact(references, GaussianData.OPERATOR, p -> p.score() == GaussianData.Score.PERFECT ? 0 : Double.NaN);
        exact(references, GaussianData.TRAIN_NOISE_LOSS, GaussianTheory::perfectLoss);
        exact(references, GaussianData.TEST_NOISE_LOSS, p -> p.singular() ? Double.POSITIVE_INFINITY : perfectLoss(p));
        references.add(new Reference.Limit<>(
                GaussianData.KL_TRUE,
                WISHART,
                p -> p.fitted() && p.t() == 0 ? p.fits().trueToGenerated() : Double.NaN,
                p -> Double.NaN));
        spectral(references, GaussianData.KL_GENERATED, GaussianTheory::generatedToTrue);
        spectral(references, GaussianData.KL_TRUE, GaussianTheory::trueToGenerated);
        spectral(references, GaussianData.W2, GaussianTheory::transport);
        spectral(references, GaussianData.TRAIN_NOISE_LOSS, GaussianTheory::trainLoss);
        spectral(references, GaussianData.TEST_NOISE_LOSS, GaussianTheory::testLoss);
        references.add(new Reference.Limit<>(
                GaussianData.TOP_EIGENVALUE, SPIKE, p -> spiked(p, GaussianFits::spiked), p -> Double.NaN));
        references.add(new Reference.Limit<>(
                GaussianData.TOP_OVERLAP, SPIKE, p -> spiked(p, GaussianFits::spikedOverlap), p -> Double.NaN));
        generated(references, GaussianData.GENERATED_RADIUS, s -> Arrays.stream(s));
        generated(references, GaussianData.GENERATED_TOP, s -> Arrays.stream(s, 0, 1));
        generated(references, GaussianData.GENERATED_BOTTOM, s -> Arrays.stream(s, s.length - 1, s.length));
        spectral(
                references,
                GaussianData.GENERATED_RADIUS,
                (at, l) -> exactSteps(at.p()) ? at.generated(l) / at.p().d() : Double.NaN);
        perD(references, GaussianData.KL_PER_D, GaussianData.KL_GENERATED);
        perD(references, GaussianData.KL_TRUE_PER_D, GaussianData.KL_TRUE);
        perD(references, GaussianData.W2_PER_D, GaussianData.W2);
        losses(references, GaussianData.TRAIN_NOISE_LOSS, GaussianData.TRAIN_LOSS, GaussianData.TRAIN_LOSS_PER_D);
        losses(references, GaussianData.TEST_NOISE_LOSS, GaussianData.TEST_LOSS, GaussianData.TEST_LOSS_PER_D);
        for (int i = 0; i < GaussianData.BINS.size(); i++) {
            double from = i * GaussianData.BIN;
            references.add(new Reference.Limit<>(
                    GaussianData.BINS.get(i), BULK, p -> density(p, from), p -> EDGES / (p.d() * GaussianData.BIN)));
        }
        return references;
    }

    /** What is known of a total, over d. */
    private static void perD(List<Reference<Point>> to, Observable x, Scalar total) {
        scaled(to, x, total, p -> 1.0 / p.d());
    }

    private static void losses(List<Reference<Point>> to, Scalar ofNoise, Observable total, Observable perD) {
        scaled(to, total, ofNoise, p -> p.lossScale(true));
        scaled(to, perD, ofNoise, p -> p.lossScale(false));
    }

    /** What is known of one quantity, times a number. */
    private static void scaled(List<Reference<Point>> to, Observable x, Scalar known, ToDoubleFunction<Point> scale) {
        for (Reference<Point> law : List.copyOf(to)) {
            if (law.observable().equals(known)) {
                ToDoubleFunction<Point> value = p -> scale.applyAsDouble(p) * law.at(p);
                to.add(
                        law instanceof Reference.ExactLaw
                                ? new Reference.ExactLaw<>(x, law.source(), value)
                                : new Reference.Limit<>(
                                        x, law.source(), value, p -> scale.applyAsDouble(p) * law.allowance(p)));
            }
        }
    }

    /** The share of eigenvalues in a bin, over its width; the true number of them is off by less than {@link #EDGES}. */
    private static double density(Point p, double from) {
        if (p.spectrum() != GaussianData.Spectrum.FLAT || !p.fitted() || p.points() == 0) {
            return Double.NaN;
        }
        double share = (double) p.points() / p.n();
        double in =
                GaussianFits.bulkShare((double) p.d() / p.points(), from / share, (from + GaussianData.BIN) / share);
        return in / GaussianData.BIN;
    }

    private static void exact(List<Reference<Point>> to, Scalar x, ToDoubleFunction<Point> value) {
        to.add(new Reference.ExactLaw<>(x, WISHART, value));
    }

    /** A mean over the Wishart law that holds at t = 0, for every Σ; one that is infinite by rare samples alone is drawn. */
    private static double ofFits(Point p, double value) {
        boolean holds = p.singular() || value < Double.POSITIVE_INFINITY;
        return p.score() == GaussianData.Score.PERFECT ? 0 : p.fitted() && p.t() == 0 && holds ? value : Double.NaN;
    }

    private static double frobenius(Point p) {
        double trace = 0;
        double squares = 0;
        for (double s : p.variances()) {
            trace += s;
            squares += s * s;
        }
        double error = p.fitted()
                ? p.fits().frobenius(trace, squares)
                : p.score() == GaussianData.Score.PERFECT ? 0 : GaussianFits.perturbedFrobenius(p.d(), p.exponent());
        return p.kept() * p.kept() * error;
    }

    private static double perfectLoss(Point p) {
        if (p.score() != GaussianData.Score.PERFECT) {
            return Double.NaN;
        }
        double sum = 0;
        for (double s : p.variances()) {
            sum += p.kept() * s / p.level().spread(s);
        }
        return sum / p.d();
    }

    /**
     * A point of a flat Σ with what an average over a spectrum asks again and again.
     *
     * @param p the point
     * @param level that of its t
     * @param kept e^{−2t}
     * @param spread the variance of the true P_t
     * @param horizon where a backward run begins, in units of a process of temperature 1
     * @param begin its variance there
     * @param ratio σ² there
     */
    private record Flat(Point p, Level level, double kept, double spread, double horizon, double begin, double ratio) {
        static Flat of(Point p) {
            return new Flat(
                    p,
                    p.level(),
                    p.kept(),
                    p.level().spread(p.variance()),
                    p.unitHorizon(),
                    p.begin(p.variance()),
                    p.process().at(p.horizon()).ratio());
        }

        /** What a run without step error makes of a mode that is taken for one of variance l, with the part of its fitted mean that is reached. */
        double generated(double l) {
            double centre = GaussianTheory.offset(p) * Elementary.square(ratio / (ratio + l));
            return centre + new LinearBackward(l, p.sampler().noiseLevel(), p.scoreError()).variance(horizon, 0, begin);
        }

        double spread(double l) {
            return level.spread(l);
        }

        /** What a fitted mean adds: e^{−2t} E (u_k·m)². */
        double offset() {
            return kept * GaussianTheory.offset(p);
        }
    }

    /** A quantity Σ_k f(λ_k) of a flat Σ. */
    @FunctionalInterface
    private interface OfEigenvalue {
        double of(Flat at, double l);
    }

    private static void spectral(List<Reference<Point>> to, Scalar x, OfEigenvalue each) {
        to.add(new Reference.Limit<>(x, BULK, p -> spectrum(p, each, false), p -> spectrum(p, each, true)));
    }

    private static double spectrum(Point p, OfEigenvalue each, boolean error) {
        if (p.spectrum() != GaussianData.Spectrum.FLAT
                || p.score() == GaussianData.Score.PERFECT
                || (p.fitted() && p.n() < 2)
                || crossing(p)) {
            return Double.NaN;
        }
        Flat at = Flat.of(p);
        DoubleUnaryOperator f = p.fitted() ? l -> each.of(at, p.variance() * l) : y -> each.of(at, p.variance() + y);
        double value = p.fitted()
                ? (error ? p.fits().sumError(f) : p.fits().sum(f))
                : (error
                        ? GaussianFits.perturbedError(p.d(), p.exponent(), f)
                        : GaussianFits.perturbed(p.d(), p.exponent(), f));
        return Math.abs(value) < Double.POSITIVE_INFINITY ? value : Double.NaN;
    }

    /** Whether the perturbed spectrum reaches below 0 at t, so that averages over it are not finite. */
    private static boolean crossing(Point p) {
        double radius = 2 * Elementary.pow(p.d(), -0.5 * p.exponent());
        return p.score() == GaussianData.Score.PERTURBED && p.level().spread(p.variance() - radius) <= 0;
    }

    /** What a fitted mean adds: E (u_k·m)² = s/n. */
    private static double offset(Point p) {
        return p.score() == GaussianData.Score.CENTRED ? p.variance() / p.n() : 0;
    }

    private static double generatedToTrue(Flat at, double l) {
        double ratio = at.spread(l) / at.spread();
        return 0.5 * (ratio - 1 - Elementary.log(ratio) + at.offset() / at.spread());
    }

    private static double trueToGenerated(Flat at, double l) {
        double ratio = at.spread() / at.spread(l);
        return 0.5 * (ratio - 1 - Elementary.log(ratio) + at.offset() / at.spread(l));
    }

    private static double transport(Flat at, double l) {
        return Elementary.square(Math.sqrt(at.spread(l)) - Math.sqrt(at.spread())) + at.offset();
    }

    private static double trainLoss(Flat at, double l) {
        return l == 0 ? 0 : at.kept() * l / at.spread(l) / at.p().d();
    }

    private static double testLoss(Flat at, double l) {
        double signal = at.kept() * l;
        double seen = at.kept() * at.p().variance() + at.offset();
        return (signal * signal + at.level().noise() * seen)
                / Elementary.square(at.spread(l))
                / at.p().d();
    }

    private static double spiked(Point p, Spike value) {
        return p.spectrum() == GaussianData.Spectrum.SPIKED
                        && p.score() == GaussianData.Score.OPTIMISED
                        && p.variance() > 1
                ? value.of((double) p.d() / p.n(), p.variance())
                : Double.NaN;
    }

    @FunctionalInterface
    private interface Spike {
        double of(double c, double l);
    }

    @FunctionalInterface
    private interface Modes {
        DoubleStream of(double[] variances);
    }

    private static boolean exactSteps(Point p) {
        return p.sampler() instanceof ReverseSampler.ExactKernel && p.whole();
    }

    /** Mean square of some modes under the score of Σ: exact steps, the sampler's own steps, continuous time. */
    private static void generated(List<Reference<Point>> to, Scalar x, Modes modes) {
        to.add(new Reference.ExactLaw<>(
                x, LINEAR, p -> exactSteps(p) ? perfect(p, modes, s -> p.generated(s, s)) : Double.NaN));
        to.add(new Reference.StepCorrected<>(
                x, LINEAR, p -> eulerSteps(p) ? perfect(p, modes, s -> euler(p, s)) : Double.NaN));
        to.add(new Reference.StepCorrected<>(x, LINEAR, p -> ofScheme(p, modes)));
        to.add(new Reference.Limit<>(
                x, LINEAR, p -> p.whole() ? perfect(p, modes, s -> p.generated(s, s)) : Double.NaN, p -> Double.NaN));
    }

    private static double perfect(Point p, Modes modes, DoubleUnaryOperator value) {
        return p.score() == GaussianData.Score.PERFECT
                ? modes.of(p.variances()).map(value).average().orElse(Double.NaN)
                : Double.NaN;
    }

    private static boolean eulerSteps(Point p) {
        return p.sampler() instanceof ReverseSampler.EulerMaruyama
                && p.sampler().grid() instanceof TimeGrid.Uniform
                && p.process() instanceof ForwardProcess.Ou
                && p.process().noiseTemperature() == 1
                && p.whole();
    }

    /** Any scheme's own steps, where the score has no error. */
    private static double ofScheme(Point p, Modes modes) {
        Witness witness = new Witness(p.process(), p.sampler(), p.horizon());
        boolean sound = p.score() == GaussianData.Score.PERFECT && p.scoreError() == 0;
        Optional<Scheme> scheme = sound ? witness.scheme() : Optional.empty();
        if (scheme.isEmpty()) {
            return Double.NaN;
        }
        TimeGrid grid = p.sampler().grid();
        double end = Math.min(p.horizon(), grid.tMin());
        SchemeRun run = SchemeRun.of(scheme.get(), witness.times(), p.unitHorizon(), witness.time(end), grid.denoise());
        double scale = grid.denoise() ? 1 : p.process().shrink(end) * Elementary.exp(witness.time(end));
        return scale * scale * perfect(p, modes, s -> run.variance(s, p.begin(s)));
    }

    private static double euler(Point p, double s) {
        return new LinearBackward(s, p.sampler().noiseLevel(), p.scoreError())
                .eulerVariance(p.horizon(), p.sampler().steps(), p.begin(s));
    }
}
