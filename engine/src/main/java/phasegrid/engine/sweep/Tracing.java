package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Scalar;
import phasegrid.engine.definition.Simulation;

/**
 * Follows one replica of a track by itself. What a replica records depends on the streams of its granule alone, so that these
 * are the bits which it records in a sweep.
 *
 * @param <P> the model's point
 * @param <Q> its quenched disorder
 */
public final class Tracing<P extends Record, Q> {
    private static final int MOST_COORDINATES = 64;
    private static final int MOST_SPINS = 512;

    private final Definition<P, Q> definition;
    private final Track<P> track;
    private final BatchRunner<P, Q> runner;
    private final StreamBlock block;
    private final Recording recording;
    private final int rung;
    private final long disorder;
    private final long thermal;
    private final int place;
    private final List<Trace.Growing> paths = new ArrayList<>();
    private int sites;

    private Tracing(Definition<P, Q> definition, Track<P> track, QuenchCache cache, long disorder, long thermal) {
        this.definition = definition;
        this.track = track;
        this.disorder = disorder;
        this.thermal = thermal;
        runner = BatchRunner.of(definition, track, cache);
        int granule = runner.shape().granule();
        place = (int) (thermal % granule);
        block = new StreamBlock(track.key(), 1, granule);
        recording = new Recording(definition.scalars(), track.rungs().size(), granule);
        rung = track.served().get(0).rung();
    }

    /**
     * Thermal replica {@code thermal} on disorder sample {@code disorder}; a chain until its point is read, or through the passes
     * that {@code effort} asks for.
     */
    public static <P extends Record, Q> Trace of(
            Definition<P, Q> definition,
            Track<P> track,
            QuenchCache cache,
            long disorder,
            long thermal,
            Effort effort) {
        return new Tracing<>(definition, track, cache, disorder, thermal).trace(effort);
    }

    private Trace trace(Effort effort) {
        Simulation<Q> simulation = definition.model().simulation(track.rungs());
        Q quench = runner.quench(disorder);
        block.place(disorder, thermal / runner.shape().granule(), 0);
        return simulation instanceof Simulation.Chain<Q> chain
                ? chain(chain, quench, passes(effort))
                : run((Simulation.Sampler<Q>) simulation, quench);
    }

    private long passes(Effort effort) {
        long read = track.served().get(0).pass();
        BatchShape shape = runner.shape();
        return read > 0 ? read : shape.passesBefore(shape.legs(effort.passes()));
    }

    private Trace run(Simulation.Sampler<Q> sampler, Q quench) {
        if (!sampler.watch(place, this::sees)) {
            throw new IllegalArgumentException(
                    "Cannot trace a replica of " + definition.model().card().reference()
                            + " at this point: it is drawn in one go, without a way there; trace a chain or a backward run");
        }
        sampler.sample(quench, block, recording);
        recording.next();
        return made("t", Stream.of("mean", "mean_square"), "x_");
    }

    /** A run goes down in time: where time goes up, another begins; where it stands, a run goes on from another's end. */
    private void sees(double time, double[] states, int from, int to) {
        sites = Math.min(MOST_COORDINATES, to - from);
        if (paths.isEmpty() || time > paths.get(paths.size() - 1).end()) {
            paths.add(new Trace.Growing());
        } else if (time == paths.get(paths.size() - 1).end()) {
            return;
        }
        double[] row = new double[sites + 3];
        row[0] = time;
        for (int i = from; i < to; i++) {
            row[1] += states[i] / (to - from);
            row[2] += states[i] * states[i] / (to - from);
        }
        System.arraycopy(states, from, row, 3, sites);
        paths.get(paths.size() - 1).add(row);
    }

    private Trace chain(Simulation.Chain<Q> chain, Q quench, long passes) {
        paths.add(new Trace.Growing());
        chain.start(quench, block);
        measured(chain, quench, 0);
        for (long pass = 1; pass <= passes; pass++) {
            block.place(disorder, thermal / runner.shape().granule(), pass);
            chain.pass(quench, block);
            measured(chain, quench, pass);
        }
        Stream<String> scalars = definition.scalars().stream().map(Scalar::name);
        return made(Trace.PASS, Stream.concat(Stream.of("mean").limit(sites), scalars), "s_");
    }

    private void measured(Simulation.Chain<Q> chain, Q quench, long pass) {
        chain.measure(quench, recording);
        recording.next();
        double[] state = chain.configuration(quench, rung, place);
        sites = Math.min(MOST_SPINS, state.length);
        DoubleStream mean = Arrays.stream(state).average().stream();
        DoubleStream scalars = IntStream.range(0, definition.scalars().size())
                .mapToDouble(s -> recording.values(rung, s)[place]);
        DoubleStream spins = Arrays.stream(state).limit(sites);
        paths.get(0)
                .add(Stream.of(DoubleStream.of((double) pass), mean, scalars, spins)
                        .flatMapToDouble(part -> part)
                        .toArray());
    }

    private Trace made(String clock, Stream<String> told, String site) {
        Stream<String> numbered = IntStream.rangeClosed(1, sites).mapToObj(i -> site + i);
        Map<String, Double> recorded = new LinkedHashMap<>();
        for (int s = 0; s < definition.scalars().size(); s++) {
            recorded.put(definition.scalars().get(s).name(), recording.values(rung, s)[place]);
        }
        return new Trace(
                disorder,
                thermal,
                clock,
                Stream.concat(told, numbered).toList(),
                sites,
                paths.stream().map(Trace.Growing::path).toList(),
                recorded);
    }
}
