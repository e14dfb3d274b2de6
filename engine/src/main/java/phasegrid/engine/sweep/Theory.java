package phasegrid.engine.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.statistics.ExactBinomial;
import phasegrid.engine.statistics.ZScore;

/**
 * Lays theory beside the measured means of a point. It may come from libraries and agrees to 1e-12 everywhere; no
 * measured number and no status depends on it.
 *
 * @param <P> the model's point
 */
public final class Theory<P extends Record> {
    private static final double FEWEST = 5;
    private static final double FEWEST_OF_REALS = 50;
    /** Theory is a double from quadratures: a difference below this share of it says nothing. */
    private static final double RESOLUTION = 1e-12;

    /** Where there is no noise to hide in, this share of a quadrature may be its error. */
    private static final double QUADRATURE = 1e-9;

    private static final double SAME_PROBABILITY = 1e-9;

    private final Definition<P, ?> definition;

    private Theory(Definition<P, ?> definition) {
        this.definition = definition;
    }

    /** The theory of a model. */
    public static <P extends Record> Theory<P> of(Definition<P, ?> definition) {
        return new Theory<>(definition);
    }

    /** Every reference that holds at {@code point}, in the model's order. */
    public List<Reference<P>> references(P point) {
        return definition.model().references().stream()
                .filter(reference -> !Double.isNaN(reference.at(point)))
                .toList();
    }

    /** Where the model's lines lie for {@code point}, NaN where there is no transition, and its slopes, by column. */
    public Map<String, Double> lines(P point) {
        Map<String, Double> lines = new LinkedHashMap<>();
        definition
                .model()
                .lines()
                .forEach(line -> lines.put(line.name(), line.value().applyAsDouble(point)));
        definition
                .model()
                .slopes()
                .forEach(slope -> lines.put(slope.name(), slope.value().applyAsDouble(point)));
        return lines;
    }

    /** A judgement for each measured column. */
    public Map<String, Judgement> judge(P point, Measured measured) {
        Map<String, Judgement> judgements = new LinkedHashMap<>();
        definition.columns().forEach((name, x) -> judgements.put(name, judge(point, x, measured)));
        return judgements;
    }

    /** The first kind that holds judges: exact, else step-corrected, else limit. */
    private Optional<Reference<P>> judging(P point, Observable x) {
        return List.of("exact", "step-corrected", "limit").stream()
                .flatMap(kind -> definition.model().references().stream()
                        .filter(r ->
                                r.kind().equals(kind) && r.observable().name().equals(x.name())))
                .filter(r -> !Double.isNaN(r.at(point)))
                .findFirst();
    }

    private Judgement judge(P point, Observable x, Measured measured) {
        return judging(point, x)
                .map(r -> unseen(r, measured)
                        ? new Judgement(r.at(point), r.kind(), 0, Double.NaN, true)
                        : judge(point, r, x, measured.measurements().get(x.name())))
                .orElse(Judgement.NONE);
    }

    /** Whether too few replicas have made the mean. */
    private boolean unseen(Reference<P> reference, Measured measured) {
        return reference instanceof Reference.Carried<P> carried
                && carried.carriers().applyAsDouble(measured.summary()) < FEWEST_OF_REALS;
    }

    private Judgement judge(P point, Reference<P> reference, Observable x, Measurement measured) {
        double theory = reference.at(point);
        double allowance = reference.allowance(point);
        boolean binomial = x instanceof Scalar scalar
                && scalar.event()
                && !Double.isNaN(measured.interval().low());
        double probability = Math.min(1, Math.max(0, theory));
        boolean possible = Math.abs(probability - theory) < SAME_PROBABILITY;
        if (binomial && allowance == 0 && possible) {
            return ofProbability(probability, reference.kind(), measured.estimate());
        }
        if (possible
                && x.unit().equals("probability")
                && rare(probability, measured.estimate().count(), FEWEST_OF_REALS)) {
            return new Judgement(theory, reference.kind(), allowance, Double.NaN, true);
        }
        double z = Double.isNaN(allowance) ? Double.NaN : z(measured.estimate(), theory, allowance);
        return new Judgement(theory, reference.kind(), allowance, z, false);
    }

    /** A row without noise has no z where it is what theory says, and an infinite one where it is not. */
    private static double z(Estimate measured, double theory, double allowance) {
        double scale = Double.isInfinite(theory) ? 0 : Math.max(1, Math.abs(theory));
        boolean noisy = measured.stderr() > RESOLUTION * scale;
        double blind = allowance + (noisy ? RESOLUTION : QUADRATURE) * scale;
        double noise = noisy ? measured.stderr() : 0;
        double z = Double.isNaN(measured.stderr()) ? Double.NaN : ZScore.of(measured.mean(), noise, theory, blind);
        return noise == 0 && z == 0 ? Double.NaN : z;
    }

    /** Whether a probability is so near 0 or 1 that {@code N φ (1 − φ) < 5}: the binomial law alone judges it. */
    public static boolean saturated(double theory, long replicas) {
        return rare(theory, replicas, FEWEST) && replicas <= Integer.MAX_VALUE;
    }

    private static Judgement ofProbability(double theory, String kind, Estimate measured) {
        double variance = theory * (1 - theory) / measured.count();
        boolean saturated = saturated(theory, measured.count());
        double z =
                saturated ? ofBinomial(theory, measured) : ZScore.of(measured.mean(), Math.sqrt(variance), theory, 0);
        return new Judgement(theory, kind, 0, z, saturated);
    }

    /** Whether so few replicas can have shown the rarer outcome that no normal law holds. */
    private static boolean rare(double theory, long count, double fewest) {
        return count * theory * (1 - theory) < fewest;
    }

    private static double ofBinomial(double theory, Estimate measured) {
        long successes = Math.round(measured.mean() * measured.count());
        double p = ExactBinomial.pValue(successes, measured.count(), theory);
        double size = p >= 1 ? 0 : NormalDistribution.of(0, 1).inverseSurvivalProbability(p / 2);
        return Math.copySign(size, measured.mean() - theory);
    }
}
