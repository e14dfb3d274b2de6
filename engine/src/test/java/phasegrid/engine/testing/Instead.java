package phasegrid.engine.testing;

import java.util.List;
import java.util.function.Function;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Reference;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.statistics.ZScore;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Measured;

/**
 * A model with another sampler in place of its own, to see which reference of the sound one rejects it.
 *
 * @param sound the model
 * @param sampler the simulation that runs instead
 * @param <P> its point
 * @param <Q> its quenched disorder
 */
public record Instead<P extends Record, Q>(Model<P, Q> sound, Function<P, Simulation<Q>> sampler)
        implements Model<P, Q> {
    @Override
    public Card card() {
        return sound.card();
    }

    @Override
    public Class<P> parameters() {
        return sound.parameters();
    }

    @Override
    public List<Observable> observables() {
        return sound.observables();
    }

    @Override
    public Q quench(P point, RandomStream disorder) {
        return sound.quench(point, disorder);
    }

    @Override
    public Simulation<Q> simulation(List<P> rungs) {
        return sampler.apply(rungs.get(0));
    }

    @Override
    public long operations(P point) {
        return sound.operations(point);
    }

    @Override
    public long pass(P point) {
        return sound.pass(point);
    }

    @Override
    public int granule(P point) {
        return sound.granule(point);
    }

    @Override
    public long preparation(P point) {
        return sound.preparation(point);
    }

    @Override
    public List<String> testPoints() {
        return sound.testPoints();
    }

    /** How many standard errors the mean of {@code observable} is away from the sound model's first reference of that kind. */
    public double z(String words, String kind, String observable, long seed, Effort effort) {
        Definition<P, Q> definition = Definition.of(this);
        Measured measured = Sweeps.measured(definition, seed, words, effort);
        P p = Sweeps.track(definition, seed, words).served().get(0).point().parameters();
        Reference<P> reference = sound.references().stream()
                .filter(r -> r.kind().equals(kind) && r.observable().name().equals(observable))
                .filter(r -> !Double.isNaN(r.at(p)))
                .findFirst()
                .orElseThrow();
        var estimate = measured.measurements().get(observable).estimate();
        return ZScore.of(estimate.mean(), estimate.stderr(), reference.at(p), reference.allowance(p));
    }
}
