package phasegrid.jobs.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.Point;
import phasegrid.engine.sweep.SweepSpec;

class PointTest {
    private static List<String> problems(Definition<?, ?> definition, String... words) {
        return catchThrowableOfType(SweepProblems.class, () -> SweepReader.point(definition, List.of(words)))
                .lines();
    }

    @Test
    void wordsMakeASweepOfOnePoint() {
        SweepSpec spec = SweepReader.point(
                Examples.GAUSSIANS,
                List.of("d=256", "t=2.5", "sampler.steps=20", "weights=[0.25,0.75]", "exact=false"));
        assertThat(spec.seed()).isEqualTo(1);
        assertThat(spec.effort()).isEqualTo(Effort.of(1_000));
        assertThat(Grid.of(Examples.GAUSSIANS, spec).points())
                .hasSize(1)
                .first()
                .extracting(Point::values)
                .satisfies(v -> assertThat(v.get("weights")).isEqualTo(new Value.Reals(List.of(0.25, 0.75))))
                .satisfies(v -> assertThat(v.get("sampler.steps")).isEqualTo(new Value.Whole(20)));
    }

    @Test
    void aRowOfASweepIsItsPoint() {
        String file = "model: patterns@1\nseed: 5\naxes: {d: [10], beta: [1, 2], n: [4]}\nshare: [beta]\n";
        SweepSpec sweep = Examples.READER.read("x", file, List.of());
        SweepSpec point = SweepReader.point(
                Examples.PATTERNS, List.of("beta=2", "d=10", "n=4", "seed=5", "share=beta", "replicas=40,500"));
        assertThat(point.effort()).isEqualTo(new Effort(40, 500, 0));
        assertThat(Grid.of(Examples.PATTERNS, point).points().get(0).key())
                .isEqualTo(Grid.of(Examples.PATTERNS, sweep).points().get(1).key());
    }

    @Test
    void aLadderAndPassesBelongToChains() {
        SweepSpec spec = SweepReader.point(
                Examples.SPINS, List.of("beta=1", "d=4", "t=inf", "ladder=0.5,1", "passes=100", "replicas=3"));
        assertThat(spec.ladder()).containsExactly(new Value.Real(0.5), new Value.Real(1));
        assertThat(spec.effort()).isEqualTo(new Effort(3, 1, 100));
    }

    @Test
    void everythingWrongComesAtOnce() {
        assertThat(problems(Examples.GAUSSIANS, "d=abc", "tt=1", "seed=1.5", "passes=3", "junk", "width=1", "width=2"))
                .containsExactlyInAnyOrder(
                        "argument d=abc: d = abc is not a whole number in [1, 1048576] (d, dimension)",
                        "argument tt=1: gaussians has no parameter tt; did you mean t?",
                        "argument: t is missing: a number in [0, 20] (branching time); give it on an axis or fixed",
                        "argument seed=1.5: seed = 1.5 is not a whole number in"
                                + " [-9223372036854775808, 9223372036854775807]",
                        "argument passes=3: gaussians is not a chain and makes no passes; drop passes",
                        "argument junk: not a parameter; write name=value",
                        "argument width=2: width is given twice; keep one");
        assertThat(problems(Examples.GAUSSIANS, "d=1", "t=12"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("argument: t = 12.0 is later than the horizon 10.0");
        assertThat(problems(Examples.PATTERNS, "d=1", "n=1", "share=d")).hasSize(1);
        assertThat(problems(Examples.PATTERNS, "d=1,2", "n=1")).hasSize(1);
    }
}
