package phasegrid.engine.model.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import phasegrid.engine.definition.Citation;
import phasegrid.engine.definition.Line;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.linear.Elementary;
import phasegrid.engine.model.Memo;
import phasegrid.engine.model.diffusion.CurieWeissClones.Point;
import phasegrid.engine.theory.TwoProducts;

/** What theory says of {@link CurieWeissClones}: sums over magnetisations at any d, φ of two product measures, lines. */
final class CurieWeissTheory {
    private static final Citation MAGNET = new Citation("biroli2024dynamical", "Curie-Weiss model");
    private static final Citation SUM = new Citation("biroli2024dynamical", "Curie-Weiss model, by the sum over M");
    private static final Citation FOURIER =
            new Citation("biroli2024dynamical", "Curie-Weiss model, by the characteristic function of the log odds");

    private final Memo<TwoProductsAt, Double> sameLabel =
            new Memo<>(at -> at.products().sameLabel(at.t()));

    private record TwoProductsAt(TwoProducts products, double t) {}

    List<Reference<Point>> references() {
        List<Reference<Point>> references = new ArrayList<>(List.of(
                new Reference.ExactLaw<>(
                        CurieWeissClones.SAME_CLASS_EXACT, FOURIER, p -> p.exactStart() ? sameLabel(p) : Double.NaN),
                new Reference.ExactLaw<>(
                        CurieWeissClones.SAME_CLASS_CLONE, FOURIER, p -> p.exactEnds() ? sameLabel(p) : Double.NaN),
                new Reference.ExactLaw<>(
                        CurieWeissClones.SAME_CLASS_UTURN, FOURIER, p -> p.exactEnds() ? sameLabel(p) : Double.NaN),
                new Reference.ExactLaw<>(CurieWeissClones.SAME_CLASS_CLONE, MAGNET, CurieWeissTheory::flow),
                drawn(CurieWeissClones.SAME_CLASS_EXACT, this::sameClass),
                drawn(CurieWeissClones.SAME_CLASS_CLONE, p -> p.reversal() ? sameClass(p) : Double.NaN),
                drawn(CurieWeissClones.SAME_CLASS_UTURN, p -> p.reversal() ? sameClass(p) : Double.NaN)));
        balance(references, CurieWeissClones.CLONE_EXCESS);
        balance(references, CurieWeissClones.UTURN_EXCESS);
        ofEnds(references, CurieWeissClones.PLUS_FRACTION, 1, CurieWeissTheory::plusFraction);
        ofFlips(references, CurieWeissClones.ABSOLUTE, 1, p -> p.mean(Math::abs));
        ofFlips(references, CurieWeissClones.SQUARE, 1, p -> p.mean(m -> m * m));
        ofFlips(references, CurieWeissClones.FOURTH, 1, p -> p.mean(m -> m * m * m * m));
        ofFlips(references, CurieWeissClones.BINDER, Double.NaN, CurieWeissTheory::binder);
        for (int i = 0; i < CurieWeissClones.BELOW.at().size(); i++) {
            double at = CurieWeissClones.BELOW.at().get(i);
            ofEnds(references, CurieWeissClones.BELOW.scalar(i), 1, p -> p.mean(m -> m <= at ? 1 : 0));
        }
        ofStart(references, CurieWeissClones.PROJECTION_SQUARE, p -> p.level().spread(p.d() * p.mean(m -> m * m)));
        for (int i = 0; i < CurieWeissClones.PROJECTION_BELOW.at().size(); i++) {
            double at = CurieWeissClones.PROJECTION_BELOW.at().get(i);
            ofStart(
                    references,
                    CurieWeissClones.PROJECTION_BELOW.scalar(i),
                    p -> p.average(magnet -> magnet.projectionBelow(
                            at, p.level().shrink(), p.level().noise())));
        }
        references.add(drawn(CurieWeissClones.ABSOLUTE, p -> p.magnet().magnetisation()));
        return references;
    }

    /** Both clones of a flow take one path; only a magnetisation of 0, and the measure of two, is drawn anew. */
    private static double flow(Point p) {
        boolean one = p.sampler().noiseLevel() == 0 && p.sampler().followsPaths();
        return one && p.law() == CurieWeissClones.Law.MAGNET && p.d() % 2 == 1 ? 1 : Double.NaN;
    }

    /** A law of the data: exact where ends of runs have it, near from the horizon; a step error has no bound here. */
    private static void ofEnds(List<Reference<Point>> to, Observable x, double range, ToDoubleFunction<Point> value) {
        to.add(new Reference.ExactLaw<>(x, SUM, p -> p.exactEnds() ? value.applyAsDouble(p) : Double.NaN));
        to.add(new Reference.Limit<>(x, SUM, value, p -> range * p.horizonError()));
    }

    /** The same of what only those ends tell that are not fully magnetised. */
    private static void ofFlips(List<Reference<Point>> to, Observable x, double range, ToDoubleFunction<Point> value) {
        List<Reference<Point>> plain = new ArrayList<>();
        ofEnds(plain, x, range, value);
        plain.forEach(law -> to.add(
                new Reference.Carried<>(law, s -> s.of(CurieWeissClones.SQUARE).misses())));
    }

    /** Given its x_t a pair agrees as often as it should, wherever x_t comes from. */
    private static void balance(List<Reference<Point>> to, Scalar excess) {
        to.add(new Reference.Carried<>(
                new Reference.ExactLaw<>(excess, MAGNET, p -> p.exactSteps() ? 0 : Double.NaN),
                s -> s.of(CurieWeissClones.SAME_CLASS_EXACT).spread()));
        to.add(drawn(excess, p -> p.reversal() ? 0 : Double.NaN));
    }

    private static double binder(Point p) {
        return 1 - p.mean(m -> m * m * m * m) / (3 * Elementary.square(p.mean(m -> m * m)));
    }

    /** A law of x_t. */
    private static void ofStart(List<Reference<Point>> to, Observable x, ToDoubleFunction<Point> value) {
        to.add(new Reference.ExactLaw<>(x, SUM, p -> p.exactStart() ? value.applyAsDouble(p) : Double.NaN));
        to.add(new Reference.Limit<>(x, SUM, value, p -> Double.NaN));
    }

    private static Reference<Point> drawn(Observable x, ToDoubleFunction<Point> value) {
        return new Reference.Limit<>(x, MAGNET, value, p -> Double.NaN);
    }

    /** φ of two product measures at any d; of the magnet there is no closed form. */
    private double sameLabel(Point p) {
        return p.law() == CurieWeissClones.Law.TWO_PRODUCTS
                ? sameLabel.of(new TwoProductsAt(p.products(), p.unitTime()))
                : Double.NaN;
    }

    /** Of the magnet the limit d → ∞, where it has two wells: the sign of M in one well is no class that anything decides for. */
    private double sameClass(Point p) {
        if (p.law() == CurieWeissClones.Law.TWO_PRODUCTS) {
            return sameLabel(p);
        }
        return p.magnet().twoPhases() ? p.magnet().sameWell(p.unitTime()) : Double.NaN;
    }

    static double plusFraction(Point p) {
        return p.law() == CurieWeissClones.Law.TWO_PRODUCTS ? 0.5 : p.magnet().positive();
    }

    static List<Line<Point>> lines() {
        return List.of(
                new Line<>("beta_critical", "beta", "βJ = 1", MAGNET, p -> 1 / p.coupling()),
                line(
                        "t_speciation",
                        "½ ln(1 + Var M/d): log P_t gets a saddle at 0",
                        p -> OptionalDouble.of(
                                p.law() == CurieWeissClones.Law.TWO_PRODUCTS
                                        ? p.products().speciation()
                                        : p.magnet().speciation())),
                line(
                        "t_flat",
                        "the density of μ gets a second maximum",
                        p -> p.law() == CurieWeissClones.Law.TWO_PRODUCTS
                                ? OptionalDouble.empty()
                                : p.magnet().flat()),
                line(
                        "t_potential",
                        "½ ln(2 m*² d): the potential of μ gets two wells",
                        p -> p.field() == 0 ? p.magnet().twoWells() : OptionalDouble.empty()));
    }

    private static Line<Point> line(String name, String definition, OfPoint time) {
        return new Line<>(name, "t", definition, MAGNET, p -> {
            OptionalDouble at = time.of(p);
            return at.isPresent() ? p.ownTime(at.getAsDouble()) : Double.NaN;
        });
    }

    @FunctionalInterface
    private interface OfPoint {
        OptionalDouble of(Point p);
    }
}
