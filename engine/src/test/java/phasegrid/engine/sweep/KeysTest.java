package phasegrid.engine.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Value;
import phasegrid.engine.testing.Everything;
import phasegrid.engine.testing.Exchange;
import phasegrid.engine.testing.GaussianField;
import phasegrid.engine.testing.Sweeps;
import phasegrid.engine.testing.TwoStates;

class KeysTest {
    private static final Definition<Everything.Point, Void> EVERYTHING = Definition.of(new Everything());
    private static final Definition<GaussianField.Point, double[]> FIELD = Definition.of(new GaussianField());
    private static final Definition<TwoStates.Point, Void> STATES = Definition.of(new TwoStates());
    private static final Definition<Exchange.Point, Void> EXCHANGE = Definition.of(new Exchange());

    /** The model {@code everything} with another id or version. */
    private record Renamed(Everything model, Card card) implements Model<Everything.Point, Void> {
        @Override
        public Class<Everything.Point> parameters() {
            return model.parameters();
        }

        @Override
        public List<Observable> observables() {
            return model.observables();
        }

        @Override
        public Simulation<Void> simulation(List<Everything.Point> rungs) {
            return model.simulation(rungs);
        }

        @Override
        public long operations(Everything.Point p) {
            return model.operations(p);
        }

        @Override
        public List<String> testPoints() {
            return model.testPoints();
        }
    }

    private static String key(String words) {
        return Sweeps.track(EVERYTHING, 1, words).served().get(0).point().key();
    }

    @Test
    void everyIngredientMovesEveryKey() {
        Card card = new Everything().card();
        Definition<?, ?> raised = Definition.of(new Renamed(
                new Everything(),
                new Card(card.id(), card.version() + 1, card.title(), card.summary(), card.family())));
        Definition<?, ?> other = Definition.of(
                new Renamed(new Everything(), new Card("other", 1, card.title(), card.summary(), card.family())));
        List<Track<?>> tracks = Stream.concat(
                        Stream.of(
                                "d=4",
                                "d=5",
                                "d=4 beta=2",
                                "d=4 n=8",
                                "d=4 count=1",
                                "d=4 flag=true",
                                "d=4 list=1",
                                "d=4 list=2",
                                "d=4 fault=twice",
                                "d=4 rule.rate=0.25",
                                "d=4 rule=stepped",
                                "d=4 rule=stepped rule.steps=11"),
                        Stream.of("d=4 beta=0.30000000000000004", "d=4 beta=0.3"))
                .map(words -> Sweeps.track(EVERYTHING, 1, words))
                .collect(Collectors.toList());
        SweepSpec spec = Sweeps.spec(EVERYTHING, 1, "d=4");
        tracks.add(Sweeps.track(EVERYTHING, 2, "d=4"));
        tracks.add(Grid.of(EVERYTHING, spec, "ab12").tracks().findFirst().orElseThrow());
        tracks.add(Grid.of(raised, spec).tracks().findFirst().orElseThrow());
        tracks.add(Grid.of(other, spec).tracks().findFirst().orElseThrow());
        Set<String> all = new TreeSet<>();
        tracks.forEach(t -> all.addAll(
                List.of(t.key(), t.disorderKey(), t.served().get(0).point().key())));
        assertThat(all).hasSize(3 * tracks.size()).allMatch(key -> key.matches("[0-9a-f]{64}"));
    }

    @Test
    void nothingElseMovesThem() {
        String key = key("d=4 beta=1 rule=stepped");
        assertThat(key("rule=stepped beta=1.0 d=4.0")).isEqualTo(key);
        assertThat(key("rule=stepped rule.steps=10 rule.rate=0.25 d=4 beta=1e0 n=7 fault=none"))
                .isEqualTo(key);
        SweepSpec spec = Sweeps.spec(EVERYTHING, 1, "d=4 beta=1 rule=stepped");
        SweepSpec renamed = new SweepSpec(
                "another question", "x", 9, 1, spec.regions(), new Effort(9, 9, 9), List.of(), List.of(), List.of());
        assertThat(Grid.of(EVERYTHING, renamed).points().get(0).key()).isEqualTo(key);
        assertThat(Sweeps.grid(EVERYTHING, 1, "d=2,3,4 beta=0.5,1 rule=stepped").points())
                .anyMatch(point -> point.key().equals(key));
        assertThat(key("d=4 list=0,-0.0")).isEqualTo(key("d=4 list=-0.0,0"));
        assertThat(key("d=4 beta=-0.0")).isEqualTo(key("d=4 beta=0"));
    }

    @Test
    void holdTheFieldsOfTheChosenVariantOnly() {
        assertThat(EVERYTHING
                        .schema()
                        .leaves(Sweeps.track(EVERYTHING, 1, "d=4")
                                .served()
                                .get(0)
                                .point()
                                .values()))
                .extracting(leaf -> leaf.name())
                .containsExactly("beta", "d", "n", "count", "flag", "list", "rule", "rule.rate", "fault");
        assertThat(Sweeps.track(EVERYTHING, 1, "d=4 rule=stepped")
                        .served()
                        .get(0)
                        .point()
                        .values())
                .containsKey("rule.steps");
    }

    @Test
    void sharedAxesLeaveTheDisorderKeyAndEnterThePointKey() {
        List<Track<GaussianField.Point>> shared =
                Sweeps.grid(FIELD, 1, "beta=0.5,1,2 n=2,3 share=beta").tracks().toList();
        assertThat(shared)
                .extracting(Track::disorderKey)
                .containsOnly(shared.get(0).disorderKey(), shared.get(1).disorderKey());
        assertThat(shared.stream().map(Track::disorderKey).distinct()).hasSize(2);
        assertThat(shared.stream().map(Track::key).distinct()).hasSize(6);
        Track<GaussianField.Point> alone = Sweeps.track(FIELD, 1, "beta=0.5 n=2");
        assertThat(alone.key()).isNotEqualTo(shared.get(0).key());
        assertThat(alone.disorderKey()).isNotEqualTo(shared.get(0).disorderKey());
        assertThat(Sweeps.track(FIELD, 1, "beta=0.5 n=2 share=beta").key())
                .isEqualTo(shared.get(0).key());
    }

    @Test
    void readOutsLeaveTheTrackKeyAndMakeThePointKey() {
        Track<TwoStates.Point> one = Sweeps.track(STATES, 1, "t=3");
        Track<TwoStates.Point> many = Sweeps.track(STATES, 1, "t=1,3,inf");
        assertThat(many.key()).isEqualTo(one.key());
        assertThat(many.served().stream().map(s -> s.point().key()).distinct()).hasSize(3);
        assertThat(many.served().get(1).point().key())
                .isEqualTo(one.served().get(0).point().key());
        assertThat(many.rungs()).allMatch(p -> Double.isInfinite(p.t()));
        assertThat(many.served()).extracting(Track.Served::pass).containsExactly(1L, 3L, 0L);
        assertThat(many.lastPass()).isEqualTo(3);
        assertThat(many.stationary()).isTrue();
        assertThat(one.stationary()).isFalse();
    }

    @Test
    void theWholeLadderIsInEveryKeyWhateverItsOrder() {
        Track<Exchange.Point> up = Sweeps.track(EXCHANGE, 1, "beta=0.5,1,2");
        Track<Exchange.Point> down = Sweeps.track(EXCHANGE, 1, "beta=2,1,0.5");
        Track<Exchange.Point> longer = Sweeps.track(EXCHANGE, 1, "beta=0.5,1,2,4");
        Track<Exchange.Point> part = Sweeps.track(EXCHANGE, 1, "beta=2,1 ladder=2,0.5,1");
        assertThat(down.key()).isEqualTo(up.key());
        assertThat(part.key()).isEqualTo(up.key());
        assertThat(longer.key()).isNotEqualTo(up.key());
        assertThat(up.rungs()).extracting(Exchange.Point::beta).containsExactly(0.5, 1.0, 2.0);
        assertThat(part.served()).extracting(Track.Served::rung).containsExactly(2, 1);
        assertThat(part.served().get(1).point().key())
                .isEqualTo(up.served().get(1).point().key());
        assertThat(longer.served().get(1).point().key())
                .isNotEqualTo(up.served().get(1).point().key());
        assertThat(up.disorderKey()).isEqualTo(longer.disorderKey());
        assertThat(up.served().stream().map(s -> s.point().key()).distinct()).hasSize(3);
    }

    @Test
    void areTheSameForEver() {
        List<Value> none = List.of();
        var point = Sweeps.track(EVERYTHING, 1, "d=4").served().get(0).point();
        Keys keys = Keys.of(EVERYTHING, "", 1, List.of());
        var leaves = EVERYTHING.schema().leaves(point.values());
        assertThat(keys.point(leaves, point.values(), none)).isEqualTo(point.key());
        assertThat(point.key()).isEqualTo(Keys.digest("""
                phasegrid point 1
                model everything@1
                jar\s
                numerics double-1
                seed 1
                parameter beta real 7ff0000000000000
                parameter d whole 4
                parameter n whole 7
                parameter count whole 123456789012
                parameter flag word false
                parameter list reals 3ff0000000000000 4004000000000000
                parameter rule word smooth
                parameter rule.rate real 3fe0000000000000
                parameter fault word none
                share\s
                ladder\s
                """));
    }
}
