package phasegrid.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.model.diffusion.EmpiricalScore;
import phasegrid.engine.model.memory.ExponentialHopfield;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;

/**
 * The empirical score of a diffusion of variance σ² and an exponential memory at λ = 1/σ² weigh n points alike: two models that
 * share no sampler, as long as all points have one norm or its Gaussian factor is in the weights.
 */
class ScoreOfMemoryTest {
    private static final double TIME = 0.4;

    private static Estimate of(Definition<?, ?> definition, String words, Effort effort, String observable) {
        return measured(definition, words, effort, observable);
    }

    private static <P extends Record> Estimate measured(
            Definition<P, ?> definition, String words, Effort effort, String observable) {
        return Sweeps.measured(definition, Seeds.of(words), words, effort)
                .measurements()
                .get(observable)
                .estimate();
    }

    /** Between the means of the true point's weight, and of Y2; λ is taken {@code factor} times too large. */
    private static double largest(String points, String patterns, double factor) {
        String score = "d=12 n=60 process=variance-exploding sampler.steps=1 t=" + TIME + " " + points;
        String memory = "d=12 n=60 cue=diffused beta=" + factor / Math.expm1(2 * TIME) + " " + patterns;
        double weight = z(score, "true_weight", memory, "weight");
        return Math.max(weight, z(score, "y2", memory, "participation"));
    }

    private static double z(String score, String one, String memory, String other) {
        Estimate a = of(Definition.of(new EmpiricalScore()), score, new Effort(128, 8, 0), one);
        Estimate b = of(Definition.of(new ExponentialHopfield()), memory, Effort.of(2048), other);
        return Math.abs(a.mean() - b.mean()) / Math.hypot(a.stderr(), b.stderr());
    }

    @ParameterizedTest
    @CsvSource({
        "data=curie-weiss data.coupling=0, patterns=binary",
        "data=gaussian, patterns=gaussian weights=density",
    })
    void weightsAreThoseOfTheMemory(String points, String patterns) {
        assertThat(largest(points, patterns, 1)).isLessThan(Seeds.ALARM);
    }

    @ParameterizedTest
    @CsvSource({
        "data=curie-weiss data.coupling=0, patterns=binary, 2",
        "data=gaussian, patterns=gaussian, 1",
    })
    void anotherTemperatureAndUnequalNormsAreTold(String points, String patterns, double factor) {
        assertThat(largest(points, patterns, factor)).isGreaterThan(Seeds.ALARM);
    }
}
