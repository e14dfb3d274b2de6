package phasegrid.engine.sweep;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.Scratch;
import phasegrid.engine.random.StreamKey;

/**
 * The random streams of a block: replica {@code r} is thermal replica {@code r mod granule} of the granule, on disorder
 * sample {@code r / granule} counted from the block's first. All streams share one scratch.
 */
final class StreamBlock implements ReplicaBlock {
    private static final String THERMAL = "thermal";
    private static final String GRANULE = "granule";
    private static final Set<String> RESERVED = Set.of(THERMAL, GRANULE, "disorder");

    private final String trackKey;
    private final int granule;
    private final int size;
    private final Scratch scratch = new Scratch();
    private final Map<String, RandomStream[]> purposes = new HashMap<>();
    private RandomStream[] thermals;
    private RandomStream shared;
    private long disorder;
    private long thermal;
    private long epoch;

    StreamBlock(String trackKey, int samples, int granule) {
        this.trackKey = trackKey;
        this.granule = granule;
        size = samples * granule;
    }

    /** Puts every stream to its beginning at a place. */
    void place(long firstDisorder, long thermalGranule, long newEpoch) {
        disorder = firstDisorder;
        thermal = thermalGranule;
        epoch = newEpoch;
        purposes.values().forEach(this::restart);
        if (thermals != null) {
            restart(thermals);
        }
        if (shared != null) {
            shared.restart(disorder, thermal, epoch);
        }
    }

    private void restart(RandomStream[] streams) {
        for (int r = 0; r < size; r++) {
            streams[r].restart(disorder + r / granule, thermal * granule + r % granule, epoch);
        }
    }

    private RandomStream[] streams(String purpose) {
        StreamKey key = StreamKey.of(trackKey, purpose);
        RandomStream[] streams = new RandomStream[size];
        Arrays.setAll(streams, r -> RandomStream.of(key, 0, 0, 0, scratch));
        restart(streams);
        return streams;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public RandomStream random(int r) {
        if (thermals == null) {
            thermals = streams(THERMAL);
        }
        return thermals[r];
    }

    @Override
    public RandomStream random(int r, String purpose) {
        if (RESERVED.contains(purpose)) {
            throw new IllegalArgumentException(
                    "Cannot draw for the purpose " + purpose + ": the engine uses the word; use another");
        }
        return purposes.computeIfAbsent(purpose, this::streams)[r];
    }

    @Override
    public RandomStream granule() {
        if (size != granule) {
            throw new IllegalStateException("Cannot draw for a granule: the block holds " + size / granule);
        }
        if (shared == null) {
            shared = RandomStream.of(StreamKey.of(trackKey, GRANULE), disorder, thermal, epoch, scratch);
        }
        return shared;
    }
}
