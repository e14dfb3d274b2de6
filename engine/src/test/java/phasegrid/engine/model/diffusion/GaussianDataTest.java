package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.linear.SymmetricEigen;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.Status;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.theory.GaussianFits;
import phasegrid.engine.theory.LinearBackward;

class GaussianDataTest {
    private static final Definition<GaussianData.Point, GaussianFit> MODEL = Definition.of(new GaussianData());

    private static GaussianData.Point point(String words) {
        return Sweeps.track(MODEL, 1, words).served().get(0).point().parameters();
    }

    private static Judgement judged(String words, String observable, Effort effort) {
        Measured measured = Sweeps.measured(MODEL, Seeds.of(words), words, effort);
        return Theory.of(MODEL).judge(point(words), measured).get(observable);
    }

    private static Estimate measured(String words, String observable, Effort effort) {
        return Sweeps.measured(MODEL, Seeds.of(words), words, effort)
                .measurements()
                .get(observable)
                .estimate();
    }

    /** The Wishart law of the triangle and of the points themselves; the proportional limit at two sizes and both sides of c = 1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "d=5 n=5 t=0.5 sampler.steps=1",
                "d=5 n=4 t=0.5 sampler.steps=1",
                "d=24 n=12 t=0.7 variance=3 sampler.steps=1",
                "d=16 n=64 t=0.3 variance=0.5 sampler.steps=1",
                "d=32 n=128 t=0.3 variance=0.5 sampler.steps=1",
                "d=16 n=64 t=0.3 score=centred sampler.steps=1",
                "d=12 score=perturbed exponent=0.5 t=0.1 sampler.steps=1",
                "d=24 score=perturbed exponent=1.5 t=0 variance=2 sampler.steps=1"
            })
    void spectraFollowTheirLaws(String words) {
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(256));
        Theory.of(MODEL).judge(point(words), m).forEach((x, j) -> assertThat(Double.isNaN(j.z()) ? 0 : Math.abs(j.z()))
                .as("%s: %s %s", x, j, m.measurements().get(x).estimate())
                .isLessThan(Seeds.ALARM));
        assertThat(Theory.of(MODEL).judge(point(words), m).get("kl_generated").z())
                .isNotNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"heun", "exponential", "flow-euler"})
    void flowAndNoiseGenerateTheFittedGaussian(String sampler) {
        String words = "d=8 n=16 variance=1.5 horizon=5 sampler.steps=100 sampler=" + sampler;
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, new Effort(40, 50, 0));
        Estimate radius = m.measurements().get("generated_radius_sq").estimate();
        assertThat(radius.mean()).isCloseTo(1.5, within(0.08 + Seeds.ALARM * radius.stderr()));
        assertThat(m.measurements().get("kl_generated").estimate().mean()).isGreaterThan(1);
    }

    /** Modes of variance 4 and 1 by steps of every kind, against recursions that share no code with them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sampler=heun process.noiseTemperature=2",
                "sampler=exponential start=exact process.noiseTemperature=0.5",
                "sampler=ancestral process=ddpm sampler.grid=log-noise",
                "sampler=ddim process=variance-exploding sampler.grid=log-noise sampler.grid.denoise=false",
                "sampler=interpolant-heun process=variance-preserving",
                "sampler=localisation start=exact",
                "sampler=predictor-corrector sampler.grid.tMin=0.1",
                "sampler=picard sampler.noiseLevel=2 sampler.tolerance=1e-9"
            })
    void whatPerfectScoresGenerateIsThatOfTheirSteps(String sampler) {
        String words = "d=2 score=perfect spectrum=linear variance=4 horizon=0.8 sampler.steps=8 " + sampler;
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, new Effort(256, 16, 0));
        Map<String, Judgement> judged = Theory.of(MODEL).judge(point(words), m);
        for (String x : List.of("generated_radius_sq", "generated_top_sq", "generated_bottom_sq")) {
            assertThat(judged.get(x).kind()).isEqualTo("step-corrected");
            assertThat(Math.abs(judged.get(x).z()))
                    .as("%s: %s", x, judged.get(x))
                    .isLessThan(Seeds.ALARM);
        }
    }

    @Test
    void eulerStepsTendToContinuousTime() {
        LinearBackward mode = new LinearBackward(4, 1, 0.1);
        double limit = mode.variance(4, 0, mode.spread(4));
        double coarse = mode.eulerVariance(4, 4000, mode.spread(4)) - limit;
        double fine = mode.eulerVariance(4, 8000, mode.spread(4)) - limit;
        assertThat(coarse / fine).isCloseTo(2, within(0.01));
        assertThat(new LinearBackward(4, 1e4, 0.1).variance(4, 0, 1)).isCloseTo(1 / 0.35, within(1e-3));
    }

    @Test
    void manyPointsAreNeededForEigenvectorsAndFewerForTheSpectrum() {
        String words = " score=perturbed spectrum=linear variance=2 sampler.steps=1";
        Effort effort = Effort.of(3);
        double small = measured("d=20 exponent=1.6" + words, "overlap", effort).mean();
        double large = measured("d=48 exponent=1.6" + words, "overlap", effort).mean();
        assertThat(large).isGreaterThan(small);
        small = measured("d=20 exponent=0.6" + words, "overlap", effort).mean();
        large = measured("d=48 exponent=0.6" + words, "overlap", effort).mean();
        assertThat(large).isLessThan(small);
    }

    @Test
    void theWidestModeIsBiasedUpwards() {
        String words = "d=50 n=200 spectrum=spiked variance=6 sampler.steps=1";
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(64));
        Estimate top = m.measurements().get("top_eigenvalue").estimate();
        Estimate overlap = m.measurements().get("top_overlap").estimate();
        assertThat(top.mean()).isCloseTo(GaussianFits.spiked(0.25, 6), within(0.1 + 5 * top.stderr()));
        assertThat(overlap.mean()).isCloseTo(GaussianFits.spikedOverlap(0.25, 6), within(0.01 + 5 * overlap.stderr()));
        assertThat(GaussianFits.spiked(0.25, 1.2)).isEqualTo(2.25);
        assertThat(GaussianFits.spikedOverlap(0.25, 1.2)).isZero();
    }

    @Test
    void fewerPointsThanDimensionsMemoriseASubspace() {
        Estimate bottom = measured("d=6 n=3 sampler.steps=2 horizon=5", "generated_bottom_sq", Effort.of(16));
        assertThat(bottom.mean()).isZero();
        Judgement train = judged("d=6 n=3 sampler.steps=1", "train_noise_loss", Effort.of(4));
        assertThat(train.theory()).isCloseTo(0.5, within(1e-12));
        assertThat(train.z()).as("without noise, and what theory says").isNaN();
    }

    /** A law without spread in some direction has no density in the other: that is its true distance, not a failure. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "d=6 n=3 sampler.steps=1",
                "d=6 n=6 score=centred sampler.steps=1",
                "d=2 n=1 spectrum=linear variance=3 score=centred sampler.steps=1"
            })
    void aSingularLawIsInfinitelyFar(String words) {
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(64));
        assertThat(m.status()).isEqualTo(Status.OK);
        Map<String, Judgement> judged = Theory.of(MODEL).judge(point(words), m);
        for (String x : List.of("kl_generated", "kl_true", "kl_generated_per_d", "kl_true_per_d", "test_noise_loss")) {
            assertThat(m.measurements().get(x).estimate())
                    .as(x)
                    .extracting(Estimate::mean, Estimate::failed)
                    .containsExactly(Double.POSITIVE_INFINITY, 0L);
            assertThat(judged.get(x))
                    .as(x)
                    .extracting(Judgement::theory, Judgement::kind, Judgement::z, Judgement::saturated)
                    .containsExactly(Double.POSITIVE_INFINITY, "exact", Double.NaN, false);
        }
        judged.forEach((x, j) -> assertThat(Double.isNaN(j.z()) ? 0 : Math.abs(j.z()))
                .as("%s: %s", x, j)
                .isLessThan(Seeds.ALARM));
    }

    /** Three points are six dimensions' worth of a subspace at every t: steps, losses and distances stay finite beyond 0. */
    @Test
    void aSingularLawIsFiniteOnceItIsNoised() {
        String words = "d=6 n=4 t=0.3 score=centred sampler.steps=2";
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(256));
        assertThat(m.status()).isEqualTo(Status.OK);
        assertThat(MODEL.model().infinite(point(words))).isEmpty();
        Judgement radius = Theory.of(MODEL).judge(point(words), m).get("generated_radius_sq");
        assertThat(radius.theory()).as("of the covariance and of the mean").isCloseTo(0.75 + 0.25, within(1e-6));
        assertThat(Math.abs(radius.z())).isLessThan(Seeds.ALARM);
    }

    /** Of the score itself: L = ⟨|score + z/√Δ|²⟩, of a perfect one Σ_k e^{−2t} s_k/(Δ g_k), infinite where there is no noise. */
    @Test
    void lossesAreThoseOfTheScore() {
        String words = "d=3 score=perfect variance=2 t=0.5 sampler.steps=1";
        double kept = Math.exp(-1);
        double loss = 3 * kept * 2 / ((1 - kept) * (1 + kept));
        assertThat(judged(words, "train_loss", Effort.of(4)).theory()).isCloseTo(loss, within(1e-12));
        assertThat(measured(words, "train_loss", Effort.of(4)).mean()).isCloseTo(loss, within(1e-12));
        assertThat(measured(words, "test_loss_per_d", Effort.of(4)).mean()).isCloseTo(loss / 3, within(1e-12));
        Measured without = Sweeps.measured(MODEL, 1, "d=3 n=8 t=0 sampler.steps=1", Effort.of(4));
        assertThat(without.measurements().get("train_loss").estimate().mean()).isInfinite();
        assertThat(without.measurements().get("train_noise_loss").estimate().mean())
                .isCloseTo(1, within(1e-12));
    }

    /** Shares of the Marchenko-Pastur law against its average of 1, and at c = 4 its atom. */
    @Test
    void binsOfTheSpectrumSumToAllOfIt() {
        for (double c : new double[] {0.1, 1, 4}) {
            double sum = 0;
            for (int i = 0; i < 50; i++) {
                sum += GaussianFits.bulkShare(c, 0.2 * i, 0.2 * (i + 1));
            }
            assertThat(sum).as("c = %s", c).isCloseTo(1, within(1e-5));
        }
        assertThat(GaussianFits.bulkShare(4, -0.1, 0.1)).isEqualTo(0.75);
        assertThat(GaussianFits.bulkShare(0.25, 0, 1)).isCloseTo(0.55339008, within(1e-5));
    }

    @Test
    void aSpectrumThatReachesBelowZeroHasNoTheory() {
        String words = "d=16 score=perturbed exponent=-1 t=0.5 sampler.steps=1";
        Measured m = Sweeps.measured(MODEL, Seeds.of(words), words, Effort.of(16));
        assertThat(Theory.of(MODEL).judge(point(words), m).get("test_noise_loss"))
                .isEqualTo(Judgement.NONE);
    }

    @Test
    void aMeanThatRareSamplesMakeInfiniteIsDrawn() {
        Judgement kl = judged("d=6 n=7 sampler.steps=1", "kl_true", Effort.of(64));
        assertThat(kl.theory()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(kl.kind()).isEqualTo("limit");
        assertThat(kl.z()).isNaN();
    }

    /** The decomposition against its definition. */
    @Test
    void eigenvectorsAreThoseOfTheMatrix() {
        int d = 40;
        double[][] a = new double[d][d];
        RandomStream random = RandomStream.of(StreamKey.of("eigen"), 0, 0, 0);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = random.gaussian();
                a[j][i] = a[i][j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(a);
        assertThat(eigen.size()).isEqualTo(d);
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < d; i++) {
                double image = 0;
                for (int j = 0; j < d; j++) {
                    image += a[i][j] * eigen.component(k, j);
                }
                assertThat(image).isCloseTo(eigen.value(k) * eigen.component(k, i), within(1e-12));
            }
            assertThat(k == 0 || eigen.value(k) <= eigen.value(k - 1)).isTrue();
        }
    }

    /** Faults planted by running another point: the references of the true one must reject it. */
    @ParameterizedTest
    @CsvSource({
        "n=15, kl_generated",
        "n=15, frobenius_sq",
        "score=centred, kl_true",
        "variance=1.5, frobenius_sq",
        "score=perturbed, frobenius_sq",
        "t=0.2, frobenius_sq"
    })
    void anotherPointIsRejected(String fault, String observable) {
        String sound = "d=6 n=20 spectrum=power variance=3 sampler.steps=4 horizon=6 t=0";
        String name = fault.split("=")[0];
        String broken = sound.replaceAll(" " + name + "=[^ ]*", "") + " " + fault;
        Measured wrong = Sweeps.measured(MODEL, Seeds.of(broken), broken, Effort.of(512));
        Judgement j = Theory.of(MODEL).judge(point(sound), wrong).get(observable);
        assertThat(Math.abs(j.z())).as("%s", j).isGreaterThan(Seeds.ALARM);
    }

    @ParameterizedTest
    @CsvSource({
        "sampler.noiseLevel=2, generated_radius_sq",
        "scoreError=0.4, generated_top_sq",
        "variance=6, generated_top_sq",
        "start=exact, generated_top_sq",
        "horizon=1.2, generated_top_sq"
    })
    void otherDynamicsAreRejected(String fault, String observable) {
        String sound = "d=2 score=perfect spectrum=linear variance=4 horizon=0.6 start=horizon sampler=euler-maruyama"
                + " sampler.steps=12 sampler.noiseLevel=0.5 scoreError=0.1";
        String name = fault.split("=")[0];
        String broken = sound.replaceAll(" " + name + "=[^ ]*", "") + " " + fault;
        Measured wrong = Sweeps.measured(MODEL, Seeds.of(broken), broken, new Effort(256, 16, 0));
        Judgement j = Theory.of(MODEL).judge(point(sound), wrong).get(observable);
        assertThat(Math.abs(j.z())).as("%s", j).isGreaterThan(Seeds.ALARM);
    }

    @Test
    void anErrorOfTheScoreHasNoExactKernel() {
        assertThatThrownBy(() -> point("d=4 scoreError=0.1")).hasMessageContaining("belongs to no law of data");
    }
}
