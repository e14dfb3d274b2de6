package phasegrid.jobs.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Expression;
import phasegrid.engine.sweep.SweepSpec;

class OverridesTest {
    private static final String FILE = """
            seed: 3
            axes:
              d: [256, 1024, 4096]
              t: {from: 1, to: 10, step: 0.5}
              together: [{centre: [0.5, 1], width: [2, 1]}]
            fixed:
              sampler: {euler-maruyama: {noiseLevel: 1, steps: 200}}
              horizon: 10
            where: d * t < 40000
            replicas: 10000
            """;

    private static SweepSpec with(String... words) {
        return Examples.sweep(FILE, words);
    }

    private static List<String> problems(String... words) {
        return Examples.problems(FILE, words);
    }

    @Test
    void listsForAxes() {
        assertThat(Examples.axis(with("axes.d=256,1024"), "d")).containsExactly("256", "1024");
        assertThat(Examples.axis(with("axes.d=[1, 2]"), "d")).containsExactly("1", "2");
        assertThat(Examples.axis(with("axes.d=7"), "d")).containsExactly("7");
        assertThat(Examples.axis(with("axes.d={from: 1, to: 2, step: 1}"), "d")).containsExactly("1", "2");
        assertThat(Examples.axis(with("axes.width=3,4"), "width")).containsExactly("3", "4");
        assertThat(with("axes.d=1,2")).isEqualTo(Examples.sweep(FILE.replace("256, 1024, 4096", "1, 2")));
    }

    @Test
    void partsOfRanges() {
        assertThat(Examples.axis(with("axes.t.step=3"), "t")).containsExactly("1", "4", "7", "10");
        assertThat(Examples.axis(with("axes.t.points=2"), "t")).containsExactly("1", "10");
        assertThat(Examples.axis(with("axes.t.step=1", "axes.t.to=2.5"), "t")).containsExactly("1", "2");
    }

    @Test
    void aParameterHasOneValueWhereverItWas() {
        SweepSpec spec = with("route=direct", "sampler.steps=50", "d=64", "width=3", "horizon=20");
        assertThat(Examples.fixed(spec, "route")).isEqualTo("direct");
        assertThat(Examples.fixed(spec, "sampler.steps")).isEqualTo("50");
        assertThat(Examples.fixed(spec, "horizon")).isEqualTo("20");
        assertThat(Examples.axis(spec, "d")).containsExactly("64");
        assertThat(Examples.fixed(spec, "width")).isEqualTo("3");
        assertThat(Examples.axis(spec, "centre")).containsExactly("0.5", "1");
        assertThat(with("width=3", "centre=2").regions().get(0).axes()).hasSize(2);
    }

    @Test
    void aChoiceIsReplacedWithItsParts() {
        assertThat(Examples.fixed(with("sampler={euler-maruyama: {steps: 7}}"), "sampler.steps"))
                .isEqualTo("7");
        assertThat(Examples.fixed(with("fixed.sampler.steps=8"), "sampler.steps"))
                .isEqualTo("8");
    }

    @Test
    void keysOfTheFile() {
        assertThat(with("seed=7", "replicas=100"))
                .isEqualTo(Examples.sweep(FILE.replace("seed: 3", "seed: 7").replace("10000", "100")));
        assertThat(with("where=d > 300 and t < 2").regions().get(0).where())
                .contains(Expression.parse("d > 300 and t < 2"));
        assertThat(with("question=Why: #1?").question()).isEqualTo("Why: #1?");
        assertThat(with("seed=1", "seed=2").seed()).isEqualTo(2);
        assertThat(with("derived.r=d / t", "where=r > 100").regions().get(0).derived())
                .containsEntry("r", Expression.parse("d/t"));
        assertThat(with("fits=[{name: a, kind: crossing, observable: radius_sq, level: 1, along: t}]", "fits.0.level=2")
                        .fits()
                        .get(0)
                        .level())
                .isEqualTo(2);
    }

    @Test
    void replicasOfBothKinds() {
        String file = "model: patterns@1\naxes: {d: [10], beta: [1, 2], n: [4]}\nreplicas: 5\n";
        assertThat(Examples.READER.read("x", file, List.of("replicas=40,500")).effort())
                .isEqualTo(new Effort(40, 500, 0));
        assertThat(Examples.READER
                        .read("x", file, List.of("replicas.thermal=7"))
                        .effort())
                .isEqualTo(new Effort(5, 7, 0));
        assertThat(Examples.READER.read("x", file, List.of("share=beta,n")).share())
                .containsExactly("beta", "n");
    }

    @Test
    void anotherNameTakesThePlaceOfAParameter() {
        String file = "model: patterns@1\naxes: {d: [10], beta: [1, 2]}\nfixed: {n: 4}\n";
        SweepSpec spec = Examples.READER.read("x", file, List.of("temperature=2", "alpha=0.3"));
        assertThat(Examples.axis(spec, "temperature")).containsExactly("2");
        assertThat(spec.regions().get(0).fixed()).containsOnlyKeys("alpha");
    }

    @Test
    void aUnionIsReachedByNumberOrWhole() {
        String file = """
                grids:
                  - {axes: {d: [1, 2]}, fixed: {t: 1}}
                  - {axes: {t: [1, 2]}, fixed: {d: 1}}
                """;
        SweepSpec first = Examples.sweep(file, "grids.0.axes.d=5,6", "grids.1.t=4", "grids.1.where=d == 1");
        assertThat(Examples.axis(first, "d")).containsExactly("5", "6");
        assertThat(first.regions().get(1).axes().get(0).values()).hasSize(1);
        SweepSpec both = Examples.sweep(file, "d=9");
        assertThat(Examples.axis(both, "d")).containsExactly("9");
        assertThat(both.regions().get(1).fixed().get("d").text()).isEqualTo("9");
        assertThat(Examples.problems(file, "axes.width=1,2"))
                .containsExactly("override axes.width=1,2: the grids have their own axes; write grids.0.axes.width=…");
        assertThat(Examples.problems(file, "grids.2.d=1", "grids.0.seed=1")).hasSize(2);
    }

    @Test
    void anotherModel() {
        SweepSpec spec = Examples.sweep("axes: {d: [4], n: [5]}", "model=patterns@1");
        assertThat(spec.model()).isEqualTo("patterns");
    }

    @Test
    void whatIsWrongSaysWhichWord() {
        assertThat(problems("raute=direct"))
                .containsExactly("override raute=direct: nothing is called raute; did you mean route?");
        assertThat(problems("nonsense")).containsExactly("override nonsense: not an override; write key=value");
        assertThat(problems("axes.dd=1")).hasSize(1).first().asString().contains("did you mean d?");
        assertThat(problems("axes.d.step=1")).hasSize(1).first().asString().contains("d is a list, which has no step");
        assertThat(problems("axes.d=0,1,1"))
                .containsExactly(
                        "override axes.d=0,1,1: d = 0 is not a whole number in [1, 1048576] (d, dimension)",
                        "override axes.d=0,1,1: d = 1 is on the axis twice, first at the override axes.d=0,1,1; keep one");
        assertThat(problems("seed.x=1")).containsExactly("override seed.x=1: seed has no parts; write seed=1");
        assertThat(problems("replicas=1_000"))
                .containsExactly("override replicas=1_000: replicas: 1_000 has underscores; write 1000");
        assertThat(problems("axes.d=[1, {"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("override axes.d=[1, {: not YAML: ");
        assertThat(problems("model=gausians@2")).isNotEmpty();
        assertThat(problems("t=")).containsExactly("override t=: t wants a value, and here is nothing");
        assertThat(problems("seed=x", "where=d >")).hasSize(2).allMatch(line -> line.startsWith("override "));
    }
}
