package phasegrid.engine.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import phasegrid.engine.statistics.ChiSquared;
import phasegrid.engine.testing.Table;

/** Theory of memorisation against numbers of programs that share no code with it, and against the published ones. */
class MemorisationGoldenTest {
    private static final List<Map<String, String>> ROWS = Table.read("/golden/memorisation.csv");

    /** Two-dimensional rows of the table are right to 1e-4 only: an independent sum in the plane agrees with us to 1e-8. */
    private static final double PLANE = 1e-4;

    private record Law(double d, double n, double t, double variance, Map<String, String> row) {
        static Law of(Map<String, String> row) {
            return new Law(
                    number(row, row.get("parameters").contains("D=") ? "D" : "d", 1),
                    number(row, "n", Math.exp(number(row, "alpha", 0))),
                    number(row, "t", Double.NaN),
                    number(row, "sigma2", 1),
                    row);
        }

        double signal() {
            return variance / Math.expm1(2 * t);
        }

        EmpiricalPosterior posterior() {
            return EmpiricalPosterior.ofGaussian(d, n, signal());
        }

        double value() {
            return Double.parseDouble(row.get("value"));
        }

        double tolerance() {
            return Math.max(d == 2 ? PLANE : 0, Double.parseDouble(row.get("tolerance")));
        }

        double of(String name) {
            return number(row, name, Double.NaN);
        }
    }

    private static double number(Map<String, String> row, String name, double otherwise) {
        Matcher found = Pattern.compile("(^| )" + Pattern.quote(name) + "=([-+0-9.e]+)( |$)")
                .matcher(row.get("parameters"));
        return found.find() ? Double.parseDouble(found.group(2)) : otherwise;
    }

    private static void check(String quantity, int count, ToDoubleFunction<Law> theory) {
        List<Map<String, String>> rows = ROWS.stream()
                .filter(row -> row.get("quantity").startsWith(quantity))
                .toList();
        assertThat(rows).hasSize(count).allSatisfy(row -> {
            Law law = Law.of(row);
            assertThat(theory.applyAsDouble(law)).isCloseTo(law.value(), within(law.tolerance()));
        });
    }

    @Test
    void participation() {
        check("E[Y2]=E[w_true]", 9, law -> law.posterior().averages().participation());
        check("E[Y2] at n=exp", 5, law -> law.posterior().averages().participation());
        check("E[Y2] for linear hidden manifold", 1, law -> law.posterior()
                .averages()
                .participation());
    }

    @Test
    void participationOfSeparatedClusters() {
        check("E[Y2] two well separated", 1, law -> {
            double separation = 400 * law.signal() / (2 * law.variance());
            return new EmpiricalPosterior(law.d(), law.n(), law.signal(), separation, 0.5)
                    .averages()
                    .participation();
        });
    }

    @Test
    void entropies() {
        check("E Shannon entropy", 1, law -> law.posterior().averages().entropy());
        check("E f_emp = ", 4, law -> law.posterior().averages().entropy() / law.d());
        check("E_data entropy per dim", 7, law -> {
            double noise = 1 - Math.exp(-2 * law.t());
            double separate = (Math.log(law.n()) - law.posterior().averages().entropy()) / law.d();
            return separate + 0.5 * Math.log(2 * Math.PI * Math.E * noise);
        });
    }

    @Test
    void nearestPoints() {
        check("P(nearest training point", 2, law -> law.posterior().nearest().largest());
        check("E min_mu", 2, law -> EmpiricalPosterior.fresh(law.d(), law.n()));
    }

    private static final List<Map<String, String>> DIAGRAM =
            ROWS.stream().filter(row -> row.get("quantity").startsWith("[E Y2")).toList();

    /** One point in five of the diagram. */
    @Test
    void phases() {
        assertThat(DIAGRAM).hasSize(25);
        phases(IntStream.range(0, 5).mapToObj(i -> DIAGRAM.get(6 * i)).toList());
    }

    @Tag("slow")
    @Test
    void allPhases() {
        phases(DIAGRAM);
    }

    private static void phases(List<Map<String, String>> rows) {
        assertThat(rows).allSatisfy(row -> {
            Law law = Law.of(row);
            double[] values = Arrays.stream(row.get("value").split(";"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            var averages = law.posterior().averages();
            double tolerance = Double.parseDouble(row.get("tolerance"));
            assertThat(averages.participation()).isCloseTo(values[0], within(tolerance));
            assertThat(law.posterior().nearest().largest()).isCloseTo(values[1], within(tolerance));
            assertThat(averages.entropy() / Math.log(law.n())).isCloseTo(values[2], within(tolerance));
        });
    }

    @Test
    void collapseTimes() {
        check("collapse time t_C", 2, law -> CollapseTime.ofGaussian(law.d(), law.n(), law.variance()));
        double[] spectrum = IntStream.rangeClosed(1, 256)
                .mapToDouble(k -> 100 * Math.pow(k, -1.5))
                .toArray();
        check("collapse time; anisotropic", 1, law -> CollapseTime.ofSpectrum(law.n(), spectrum));
    }

    @Test
    void randomEnergies() {
        check("psi_+", 3, law -> PosteriorEnergies.ofOwnClass(law.of("alpha"), law.signal())
                .psi());
        check("psi_-", 2, law -> PosteriorEnergies.ofOtherClass(
                        law.of("alpha"), law.signal(), 4 * law.of("mu") / Math.expm1(2 * law.t()))
                .psi());
    }

    @Test
    void excessEntropies() {
        check("excess entropy f(t) with S=S_true", 4, law -> law.of("alpha") - 0.5 * Math.log1p(law.signal()));
        check("f(t)=alpha+S_G-S_true/d", 3, law -> {
            double centre = Math.sqrt(law.of("mu") * law.d() / Math.expm1(2 * law.t()));
            double information = ExcessEntropy.information(law.d(), law.signal(), centre, law.of("p"));
            return (Math.log(law.n()) - information) / law.d();
        });
        check(
                "f_emp/alpha for the GM",
                4,
                law -> ExcessEntropy.classCorrected(mixture(law.d(), law.n(), law.t())) / Math.log(law.n()));
    }

    /** Two Gaussians with centre 1 and width 1. */
    private static EmpiricalPosterior mixture(double d, double n, double t) {
        double ratio = Math.expm1(2 * t);
        return new EmpiricalPosterior(d, n, 1 / ratio, d / (2 * ratio), 0.5);
    }

    @Test
    void theClassCorrectedLineGoesThroughThePublishedCurve() {
        double chiSquared = 0;
        int counted = 0;
        for (Map<String, String> row : Table.read("/golden/published-excess-entropy.csv")) {
            double t = Double.parseDouble(row.get("t"));
            if (t < 4) {
                double n = Double.parseDouble(row.get("n"));
                EmpiricalPosterior law = mixture(Double.parseDouble(row.get("d")), n, t);
                double line = ExcessEntropy.classCorrected(law) / Math.log(n);
                double z = (Double.parseDouble(row.get("f_over_alpha")) - line) / Double.parseDouble(row.get("stderr"));
                chiSquared += z * z;
                counted++;
            }
        }
        assertThat(counted).isEqualTo(27);
        assertThat(ChiSquared.pValue(chiSquared, counted)).isBetween(1e-4, 1 - 1e-4);
    }
}
