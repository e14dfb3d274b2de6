package phasegrid.engine.definition;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How replicas of one point, or of one ladder, are produced. Buffers are allocated once; an instance is confined to
 * one thread.
 *
 * @param <Q> the quenched disorder
 */
public sealed interface Simulation<Q> {
    /** Independent draws: each call fills a whole block. */
    @FunctionalInterface
    non-sealed interface Sampler<Q> extends Simulation<Q> {
        /** Draws every replica of {@code block} and records each observable once for each. */
        void sample(Q quench, ReplicaBlock block, Recorder out);

        /**
         * Shows {@code watcher} the states through which replica {@code replica} of every later block goes; draws nothing and
         * changes nothing. False where there is no way to show, since a replica is drawn in one go.
         */
        default boolean watch(int replica, Watcher watcher) {
            return false;
        }

        /** Adapts a sampler that knows one replica at a time. */
        static <Q> Sampler<Q> each(OneReplica<Q> one) {
            return (quench, block, out) -> {
                for (int r = 0; r < block.size(); r++) {
                    one.sample(quench, block, r, out);
                }
            };
        }
    }

    /** Draws one replica of a block. */
    @FunctionalInterface
    interface OneReplica<Q> {
        /** Draws replica {@code r} and records each observable once. */
        void sample(Q quench, ReplicaBlock block, int r, Recorder out);
    }

    /** A Markov chain for each replica. Streams restart at each pass, so the state holds no position in them. */
    non-sealed interface Chain<Q> extends Simulation<Q> {
        /** Sets the initial state. */
        void start(Q quench, ReplicaBlock block);

        /** Makes one pass. */
        void pass(Q quench, ReplicaBlock block);

        /** Records the present state; draws nothing. */
        void measure(Q quench, Recorder out);

        /**
         * The configuration of a replica on a rung, to look at: one number a site, ±1 of spins. Where a pattern is looked for it
         * is s_i ξ_i, all plus where the pattern is found, so that the mean over the sites is the overlap. Draws nothing. Empty
         * where there is nothing to look at.
         */
        default double[] configuration(Q quench, int rung, int replica) {
            return new double[0];
        }

        /** Writes the whole state. */
        void save(DataOutput out) throws IOException;

        /** Reads what {@link #save} has written. */
        void load(Q quench, DataInput in) throws IOException;
    }
}
