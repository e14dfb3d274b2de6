package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Summary;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.Table;
import phasegrid.engine.theory.ClassTree;
import phasegrid.engine.theory.TwoGaussianMixture;

class GaussianClassesTest {
    private static final Definition<GaussianClasses.Point, Void> MODEL = Definition.of(new GaussianClasses());

    private static GaussianClasses.Point point(String words) {
        return Sweeps.track(MODEL, 1, words).served().get(0).point().parameters();
    }

    private static double theory(String words, String observable) {
        GaussianClasses.Point p = point(words);
        return MODEL.model().references().stream()
                .filter(r -> r.observable().name().equals(observable) && !Double.isNaN(r.at(p)))
                .findFirst()
                .orElseThrow()
                .at(p);
    }

    private static ClassTree orthogonal(int classes, double r) {
        return new ClassTree(Collections.nCopies(classes, 1.0), List.of(), new double[] {r});
    }

    static List<Map<String, String>> goldens() {
        return Table.read("/golden/gaussian-classes.csv");
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void isReproduced(Map<String, String> row) {
        String q = row.get("quantity");
        double value = Double.parseDouble(row.get("value"));
        double r = row.get("parameters").contains("r=2.0") ? 2 : 1;
        String cross = "d=1024 t=2.5 arrangement=cross arrangement.centres=[1.0,0.1414213562373095]";
        double computed =
                switch (q) {
                    case "clone prob; 3 equal classes" -> orthogonal(3, r).same(0);
                    case "mutual information I(class;x_t) nats" ->
                        orthogonal(2, Math.sqrt(2) * r).information();
                    case "P(same superclass s1)" -> theory(cross, "same_level_exact_0");
                    case "P(same subclass s2)" -> theory(cross, "same_level_exact_1");
                    default -> theory(cross, "same_class_exact");
                };
        assertThat(computed).isCloseTo(value, within(Double.parseDouble(row.get("tolerance"))));
    }

    @Test
    void allAreRead() {
        assertThat(goldens()).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.5", "0.3, 0.2", "1, 0.35", "3, 0.9", "6, 0.01", "8, 0.5"})
    void twoOrthogonalClassesAreTwoGaussians(double r, double p) {
        ClassTree tree = new ClassTree(List.of(p, 1 - p), List.of(), new double[] {Math.sqrt(2) * r});
        assertThat(tree.same(0)).isCloseTo(TwoGaussianMixture.sameLabelAt(r, p), within(1e-10));
    }

    @Test
    void limitsAreThoseOfTheWeights() {
        assertThat(orthogonal(5, 1e-6).same(0)).isCloseTo(0.2, within(1e-10));
        assertThat(orthogonal(5, 1e-6).information()).isCloseTo(0, within(1e-10));
        assertThat(orthogonal(3, 12).same(0)).isCloseTo(1, within(1e-9));
        assertThat(orthogonal(3, 12).information()).isCloseTo(Math.log(3), within(1e-9));
        ClassTree tree = new ClassTree(List.of(3.0, 1.0), List.of(4.0), new double[] {9, 1e-7});
        assertThat(tree.same(0)).isCloseTo(1, within(1e-9));
        assertThat(tree.same(1)).isCloseTo(0.25, within(1e-9));
    }

    /** A tree whose first level has no length is a set of orthogonal classes; so is one that does not divide. */
    @Test
    void treesWithoutLevelsAreOrthogonalClasses() {
        ClassTree flat = new ClassTree(List.of(1.0, 1.0), List.of(3.0), new double[] {0, 1.7});
        assertThat(flat.same(1)).isCloseTo(orthogonal(6, 1.7).same(0), within(1e-9));
        assertThat(flat.information()).isCloseTo(orthogonal(6, 1.7).information(), within(1e-9));
        ClassTree thin = new ClassTree(List.of(1.0, 1.0, 1.0), List.of(1.0), new double[] {1.2, 0.9});
        assertThat(thin.same(0)).isCloseTo(orthogonal(3, 1.5).same(0), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d=40 t=0.9 arrangement=tree arrangement.centres=[0.4,0.3] arrangement.weights=[1,2]"
                        + " arrangement.branching=[2] sampler.steps=3 width=0.7",
                "d=40 t=0.6 arrangement.weights=[1,2,3,4,5,6,7] arrangement.centre=0.3 sampler.steps=1",
                "d=9 t=1.1 arrangement=cross arrangement.centres=[1,0.5,0.3] sampler.steps=2 process=variance-exploding"
            })
    void everythingIsExact(String words) {
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(8192));
        Theory.of(MODEL).judge(point(words), m).forEach((x, j) -> {
            assertThat(j.kind()).as(x).isEqualTo("exact");
            assertThat(Math.abs(j.z())).as("%s %s", x, j).isLessThan(Seeds.ALARM);
        });
    }

    /** Each fault is another point that runs under the references of the sound one. */
    @ParameterizedTest
    @CsvSource({
        "width=0.9, same_class_exact",
        "t=1.0, information",
        "arrangement.weights=[1;1], first_fraction",
        "arrangement.branching=[3], same_class_clone",
        "arrangement.centres=[0.4;0.1], same_level_exact_1",
        "arrangement.centres=[0.2;0.3], same_level_clone_0",
        "d=60, projection_sq",
        "sampler=heun, clone_excess"
    })
    void anotherPointIsRejected(String fault, String observable) {
        String sound = "d=40 t=0.8 arrangement=tree arrangement.centres=[0.4,0.3] arrangement.weights=[1,2]"
                + " arrangement.branching=[2] sampler=exact-kernel sampler.steps=20 horizon=0.8 width=0.7";
        String name = fault.split("=")[0];
        String broken = sound.replaceAll("(^| )" + name + "=[^ ]*", "") + " " + fault.replace(';', ',');
        Measured wrong = Sweeps.measured(MODEL, Seeds.of(broken), broken.strip(), Effort.of(4096));
        Judgement j = Theory.of(MODEL).judge(point(sound), wrong).get(observable);
        assertThat(Math.abs(j.z())).as("%s", j).isGreaterThan(Seeds.ALARM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler-maruyama", "exponential", "ancestral"})
    void samplersOfTheReversalAgreeWithTheExactConditional(String sampler) {
        String words = "d=30 t=1 arrangement.centre=0.5 horizon=1 sampler.steps=100 sampler=" + sampler;
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(2048));
        for (String excess : List.of("clone_excess", "uturn_excess")) {
            Estimate e = m.measurements().get(excess).estimate();
            assertThat(e.mean()).as(excess).isCloseTo(0, within(0.01 + Seeds.ALARM * e.stderr()));
        }
    }

    @Test
    void linesLieWhereTheLevelsPart() {
        GaussianClasses.Point p = point("d=400 t=1 arrangement=tree arrangement.centres=[1,0.1]");
        double[] lines = MODEL.model().lines().stream()
                .mapToDouble(line -> line.value().applyAsDouble(p))
                .toArray();
        assertThat(lines[0]).isCloseTo(0.5 * Math.log(400), within(1e-12));
        assertThat(lines[1]).isCloseTo(0.5 * Math.log(4), within(1e-12));
        assertThat(lines[2]).isNaN();
    }

    @Test
    void impossibleArrangementsAreRefused() {
        assertThatThrownBy(() -> point("d=2 t=1")).hasMessageContaining("d = 2 has no room for 3 orthogonal vectors");
        assertThatThrownBy(() -> point("d=9 t=1 arrangement=tree arrangement.branching=[2,2]"))
                .hasMessageContaining("one entry more than branching has");
        assertThatThrownBy(() -> point("d=9 t=1 arrangement=tree arrangement.branching=[2.5]"))
                .hasMessageContaining("1 to 4096 are possible");
    }

    @Test
    void phases() {
        assertThat(phase("d=9 t=1", 0.7)).contains("I");
        assertThat(phase("d=9 t=1", 0.8)).contains("II");
        assertThat(phase("d=9 t=1 arrangement.weights=[9,1]", 0.9))
                .as("weights alone agree oftener than 0.7752")
                .isEmpty();
    }

    private static Optional<String> phase(String words, double same) {
        Summary summary = new Summary(Map.of("same_class_exact", new Estimate(same, 0.001, 100, 0)));
        return MODEL.model().phase(point(words), summary).map(Phase::label);
    }
}
