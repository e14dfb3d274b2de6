package phasegrid.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import phasegrid.engine.testing.Everything;
import phasegrid.engine.testing.Exchange;
import phasegrid.engine.testing.GaussianField;
import phasegrid.engine.testing.TwoStates;

class DefinitionTest {
    private static final Scalar X = Scalar.real("x", "1", "");

    private record Made<P extends Record>(Class<P> parameters, List<Observable> observables) implements Model<P, Void> {
        @Override
        public Card card() {
            return new Card("made", 1, "", "", "testing");
        }

        @Override
        public Simulation<Void> simulation(List<P> rungs) {
            return Simulation.Sampler.each((q, block, r, out) -> out.record(X, r, 0));
        }

        @Override
        public long operations(P point) {
            return 1;
        }

        @Override
        public List<String> testPoints() {
            return List.of();
        }
    }

    record Plain(@Param(symbol = "a", doc = "a") double a) {}

    record Bare(double a) {}

    record Text(@Param(symbol = "a", doc = "a") String a) {}

    record Ladders(
            @Param(symbol = "a", doc = "a", along = Along.LADDER)
            double a,

            @Param(symbol = "b", doc = "b", along = Along.LADDER)
            double b) {}

    record ReadOut(
            @Param(symbol = "t", doc = "t", along = Along.READOUT)
            double t) {}

    private static <P extends Record> void refused(Class<P> parameters, String reason, Observable... observables) {
        assertThatThrownBy(() -> Definition.of(new Made<>(parameters, List.of(observables))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void unclearModelsAreRefused() {
        refused(Bare.class, "Bare.a: it has no @Param", X);
        refused(Text.class, "Cannot use a parameter of type java.lang.String", X);
        refused(Plain.class, "made@1: the name x is used twice", X, X);
        refused(Plain.class, "made@1: the name a is used twice", Scalar.real("a", "1", ""));
        refused(
                Plain.class,
                "the name x_1 is used twice",
                new Observable.Curve("x", "1", "", List.of(0.0, 1.0)),
                Scalar.event("x_1", ""));
        refused(Plain.class, "it records nothing");
        refused(Ladders.class, "it has two ladders, [a, b]", X);
        refused(ReadOut.class, "the read-out parameter t has no usual value", X);
        assertThatThrownBy(() -> new Card("Two Gaussians", 1, "", "", "")).hasMessageContaining("lower-case");
        assertThatThrownBy(() -> new Card("x", 0, "", "", "")).hasMessageContaining("1 or more");
    }

    @Test
    void whatCanBeReadOffIsReadOff() {
        Definition<GaussianField.Point, double[]> field = Definition.of(new GaussianField());
        assertThat(field.quenched()).isTrue();
        assertThat(field.scalars())
                .extracting(Scalar::name)
                .containsExactly("x", "square", "power_0", "power_1", "power_2", "sum");
        assertThat(field.derived()).extracting(Observable::name).containsExactly("total", "within");
        assertThat(field.columns().keySet())
                .containsExactly("x", "square", "power_0", "power_1", "power_2", "sum", "total", "within");
        assertThat(Definition.of(new Everything()).quenched()).isFalse();
        assertThat(Definition.of(new Exchange()).along(Along.LADDER)).containsExactly("beta");
        assertThat(Definition.of(new Exchange()).along(Along.READOUT)).containsExactly("t");
        assertThat(Definition.of(new TwoStates()).chain(List.of(new TwoStates.Point(0.1, 1, 1, 1))))
                .isTrue();
        assertThat(field.chain(List.of(new GaussianField.Point(1, 1, 1, 1)))).isFalse();
    }

    @Test
    void theNearestNameIsOneThatWasMeant() {
        List<String> names = List.of("beta", "alpha", "same_label");
        assertThat(Nearest.to("bta", names)).contains("beta");
        assertThat(Nearest.to("same_lable", names)).contains("same_label");
        assertThat(Nearest.to("gamma", names)).isEmpty();
        assertThat(Nearest.remedy("zz", names)).isEqualTo("valid are alpha, beta, same_label");
    }
}
