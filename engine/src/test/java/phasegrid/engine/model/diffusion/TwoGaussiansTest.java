package phasegrid.engine.model.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Estimate;
import phasegrid.engine.definition.Phase;
import phasegrid.engine.definition.Recorder;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Summary;
import phasegrid.engine.definition.Value;
import phasegrid.engine.dynamics.ForwardProcess;
import phasegrid.engine.dynamics.Level;
import phasegrid.engine.dynamics.ReverseSampler;
import phasegrid.engine.dynamics.Step;
import phasegrid.engine.dynamics.TimeGrid;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.ChiSquared;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.sweep.Theory;
import phasegrid.engine.sweep.Track;
import phasegrid.engine.testing.Seeds;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.Table;
import phasegrid.engine.theory.TwoGaussianMixture;

class TwoGaussiansTest {
    private static final Definition<TwoGaussians.Point, Void> MODEL = Definition.of(new TwoGaussians());
    private static final String SMALL = "d=24 t=0.83 centre=0.5 width=2 weight=0.3 horizon=2 sampler.steps=20";

    private static TwoGaussians.Point point(String words) {
        return Sweeps.track(MODEL, 1, words).served().get(0).point().parameters();
    }

    static List<Map<String, String>> program() {
        return Table.read("/golden/two-gaussians-program.csv");
    }

    @ParameterizedTest
    @MethodSource("program")
    void theoryIsThatOfAProgramThatSharesNoCode(Map<String, String> row) {
        TwoGaussians.Point p = point(row.get("point"));
        double value = Double.parseDouble(row.get("value"));
        if (row.get("quantity").equals("continuous")) {
            assertThat(p.mixture().sameLabel(p.t())).isCloseTo(value, within(1e-9));
        } else {
            assertThat(stepped(row.get("quantity")).at(p)).isCloseTo(value, within(1e-7));
        }
    }

    private static Reference<TwoGaussians.Point> stepped(String observable) {
        return MODEL.model().references().stream()
                .filter(r -> r.kind().equals("step-corrected")
                        && r.observable().name().equals(observable))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void allGoldenNumbersAreOfThatProgram() {
        List<Map<String, String>> rows = program();
        assertThat(rows).hasSize(7 * 4);
        List<Reference<TwoGaussians.Point>> golden = MODEL.model().references().stream()
                .filter(r -> r.kind().equals("golden"))
                .toList();
        assertThat(golden).hasSize(7).allSatisfy(g -> assertThat(rows).anySatisfy(row -> {
            assertThat(row.get("quantity")).isEqualTo(g.observable().name());
            assertThat(g.at(point(row.get("point")))).isCloseTo(Double.parseDouble(row.get("value")), within(1e-9));
        }));
    }

    @Test
    void theoryIsThatBesideThePublishedTableAndAgreesWithItsNumbers() {
        List<Map<String, String>> rows = Table.read("/golden/published-clone-agreement.csv");
        assertThat(rows).hasSize(38);
        double chiSquared = 0;
        int counted = 0;
        for (Map<String, String> row : rows) {
            double phi = TwoGaussianMixture.of(Integer.parseInt(row.get("d")), 1, 1, 0.5)
                    .sameLabel(Double.parseDouble(row.get("t")));
            assertThat(phi).isCloseTo(Double.parseDouble(row.get("exact")), within(1e-9));
            double pairs = Double.parseDouble(row.get("pairs"));
            if (pairs * phi * (1 - phi) >= 5) {
                double z = (Double.parseDouble(row.get("same_label")) - phi) / Math.sqrt(phi * (1 - phi) / pairs);
                chiSquared += z * z;
                counted++;
            }
        }
        assertThat(counted).isGreaterThan(30);
        assertThat(ChiSquared.pValue(chiSquared, counted)).isBetween(1e-4, 1 - 1e-4);
    }

    private static final String ANY = "d=16 t=0.9 centre=0.5 width=0.7 weight=0.4 horizon=3 sampler.steps=40 ";

    /** Each way of writing a step against a recursion that is written from the equation of its source. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "process=variance-exploding",
                "process=variance-preserving sampler.grid=clock",
                "process=ddpm sampler.noiseLevel=3",
                "process.noiseTemperature=0.6 sampler.noiseLevel=0.5 start=horizon",
                "process=power-law",
                "process=tabulated process.clocks=0;0.2;1 process.decays=1;0;2 process.drives=1;2;0.5",
                "sampler=flow-euler",
                "sampler=heun process=variance-exploding",
                "sampler=exponential process.noiseTemperature=2",
                "sampler=ancestral",
                "sampler=ddim",
                "sampler=ddim sampler.eta=0.5 sampler.grid.tMin=0.01",
                "sampler=interpolant start=horizon",
                "sampler=interpolant sampler.path=trigonometric process=ddpm",
                "sampler=interpolant-heun process.noiseTemperature=2",
                "sampler=interpolant-heun sampler.path=trigonometric process=variance-exploding",
                "process.noiseTemperature=4 start=horizon horizon=0.9 width=3 sampler.noiseLevel=0",
                "process.noiseTemperature=4 start=horizon horizon=0.9 width=3",
                "sampler=localisation process=variance-preserving",
                "sampler=predictor-corrector process=ddpm start=horizon",
                "sampler=picard sampler.noiseLevel=2",
                "sampler=exact-kernel process=localisation sampler.grid=log-noise sampler.grid.denoise=false",
                "sampler.grid=listed sampler.grid.times=3;0.7;0.3;0.05 sampler.grid.denoise=true sampler.steps=30",
                "sampler.grid=log-noise"
            })
    void theoryHoldsForEveryProcessAndSampler(String words) {
        Map<String, Value> given = new LinkedHashMap<>();
        for (String word : (ANY + words).split(" +")) {
            String[] pair = word.split("=");
            given.put(pair[0], Spelling.read(MODEL.schema().leaf(pair[0], given), pair[1].replace(';', ',')));
        }
        SweepSpec spec = Sweeps.spec(
                Seeds.of(words),
                List.of(new SweepSpec.Region(List.of(), given, Map.of(), Optional.empty())),
                List.of(),
                List.of());
        Track<TwoGaussians.Point> track =
                Grid.of(MODEL, spec).tracks().findFirst().orElseThrow();
        Effort effort = Effort.of(4096);
        Measured measured = Sweeps.measured(MODEL, track, 0, Sweeps.rows(MODEL, track, effort), effort);
        Map<String, Judgement> judgements = Theory.of(MODEL).judge(track.rungs().get(0), measured);
        List<Judgement> judged = judgements.values().stream()
                .filter(judgement -> !Double.isNaN(judgement.z()))
                .toList();
        assertThat(judged).hasSizeGreaterThan(4).allSatisfy(judgement -> assertThat(Math.abs(judgement.z()))
                .isLessThan(Seeds.ALARM));
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, SMALL + " start=horizon", SMALL + " sampler.noiseLevel=0.25"})
    void bothRoutesAgree(String words) {
        Effort effort = Effort.of(8192);
        Measured direct = Sweeps.measured(MODEL, Seeds.of(words + " direct"), words + " route=direct", effort);
        Measured projected = Sweeps.measured(MODEL, Seeds.of(words + " projected"), words, effort);
        direct.measurements().forEach((name, m) -> {
            Estimate a = m.estimate();
            Estimate b = projected.measurements().get(name).estimate();
            double error = Math.hypot(a.stderr(), b.stderr());
            assertThat(Math.abs(a.mean() - b.mean()) / error)
                    .as("%s: %s, %s", name, a, b)
                    .isLessThan(Seeds.ALARM);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, SMALL + " start=horizon"})
    void bothRoutesHaveOneLawOfTheRadius(String words) {
        double[] direct = radii(words + " route=direct");
        double[] projected = radii(words + " route=projected");
        assertThat(KolmogorovSmirnovTest.withDefaults().test(direct, projected).getPValue())
                .isGreaterThan(1e-6);
        for (int i = 0; i < direct.length; i++) {
            direct[i] *= 1.05;
        }
        assertThat(KolmogorovSmirnovTest.withDefaults().test(direct, projected).getPValue())
                .as("the test sees 5 per cent")
                .isLessThan(1e-6);
    }

    private static double[] radii(String words) {
        List<Double> radii = new ArrayList<>();
        Simulation.Sampler<Void> sampler =
                (Simulation.Sampler<Void>) MODEL.model().simulation(List.of(point(words)));
        sampler.sample(null, block(words, 4000), new Recorder() {
            @Override
            public void record(Scalar x, int replica, double value) {
                if (x.name().equals("final_radius_sq")) {
                    radii.add(value);
                }
            }

            @Override
            public void record(Scalar x, int rung, int replica, double value) {
                record(x, replica, value);
            }
        });
        return radii.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static ReplicaBlock block(String name, int size) {
        RandomStream thermal = RandomStream.of(StreamKey.of(name, "thermal"), 0, 0, 0);
        RandomStream label = RandomStream.of(StreamKey.of(name, "label"), 0, 0, 0);
        return new ReplicaBlock() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public RandomStream random(int r) {
                return thermal;
            }

            @Override
            public RandomStream random(int r, String purpose) {
                return label;
            }

            @Override
            public RandomStream granule() {
                return thermal;
            }
        };
    }

    /** Score of p N(v, σ²) + (1−p) N(−v, σ²) at t = 0.2, closed form in double precision, tolerance 1e-10. */
    @Test
    void aStepFollowsTheScore() {
        double[] v = {1.0, -0.5, 2.0, 0.25};
        double[] x = {0.7, 0.1, -0.3, 1.1};
        double[] score = {-1.081721998131266, -0.1359936059216078, 0.3935622892448221, -1.6617427431177008};
        Level at = new ForwardProcess.Ou(1).at(0.2);
        ReverseSampler sampler = new ReverseSampler.EulerMaruyama(0.5, 20, new TimeGrid.Uniform(0, false));
        Step step = sampler.across(new ForwardProcess.Ou(1), at, new ForwardProcess.Ou(1).at(0.19))
                .get(0);
        double dot = 0;
        for (int i = 0; i < v.length; i++) {
            dot += v[i] * x[i];
        }
        double tanh = Math.tanh(at.shrink() * dot / at.spread(0.5) + 0.5 * Math.log(0.3 / 0.7));
        for (int i = 0; i < v.length; i++) {
            double mean = (0.5 * at.shrink() * x[i] + at.noise() * v[i] * tanh) / at.spread(0.5);
            assertThat((at.shrink() * mean - x[i]) / at.noise()).isCloseTo(score[i], within(1e-10));
            double stepped = step.keep() * x[i] + step.pull() * mean;
            assertThat((stepped - x[i]) / 0.01).isCloseTo(x[i] + 1.5 * score[i], within(1e-10));
        }
        assertThat(step.kick()).isCloseTo(Math.sqrt(2 * 0.5 * 0.01), within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sampler.noiseLevel=0",
                "sampler=flow-euler",
                "sampler=heun",
                "sampler=ddim",
                "sampler=interpolant",
                "sampler=picard sampler.noiseLevel=0"
            })
    void theFlowKeepsTheLabelOfAClone(String flowing) {
        Measured flow = Sweeps.measured(MODEL, 1, SMALL + " centre=3 " + flowing, Effort.of(1000));
        assertThat(flow.measurements().get("same_sign_clone").estimate().mean()).isEqualTo(1);
    }

    @Test
    void linesLieWhereTheyAreKnown() {
        TwoGaussians.Point p = point("d=256 t=1");
        double[] lines = Stream.of("t_lambda", "t_hessian", "t_potential", "t_threshold")
                .mapToDouble(name -> MODEL.model().lines().stream()
                        .filter(line -> line.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .value()
                        .applyAsDouble(p))
                .toArray();
        assertThat(lines[0]).isCloseTo(Math.log(257) / 2, within(1e-12));
        assertThat(lines[1]).isCloseTo(Math.log(256) / 2, within(1e-12));
        assertThat(lines[2]).isCloseTo(Math.log(512) / 2, within(1e-9));
        assertThat(lines[3]).isCloseTo(Math.log(256) / 2, within(1e-5));
        TwoGaussians.Point none = point("d=4 t=1 centre=0.25 width=2");
        assertThat(MODEL.model().lines().get(1).value().applyAsDouble(none)).isNaN();
    }

    @Test
    void aRunFromTheHorizonToALaterTimeIsRefused() {
        assertThatThrownBy(() -> point("d=4 t=5 horizon=3 start=horizon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("t = 5.0 lies beyond horizon = 3.0");
        assertThat(point("d=4 t=5 horizon=3").t()).isEqualTo(5);
        assertThatThrownBy(() -> point("d=4 t=100 horizon=0.001 sampler.steps=1000000"))
                .hasMessageContaining("more than 10000000; take longer steps");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.77, I", "0.5, 0.78, II", "0.1, 0.83, I", "0.1, 0.95, II", "0.9, 0.83, I"})
    void phases(double weight, double same, String label) {
        TwoGaussians.Point p = point("d=16 t=1 weight=" + weight);
        Summary summary = new Summary(Map.of("same_label_exact", new Estimate(same, 0.001, 100, 0)));
        Phase phase = MODEL.model().phase(p, summary).orElseThrow();
        assertThat(phase.label()).isEqualTo(label);
        assertThat(phase.margin()).isPositive();
    }
}
