package phasegrid.engine.sweep;

import java.util.HashMap;
import java.util.Map;
import phasegrid.engine.definition.ReplicaBlock;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;

/**
 * The random streams of a block: replica {@code r} is thermal replica {@code r mod granule} of the granule, on disorder
 * sample {@code r / granule} counted from the block's first.
 */
final class StreamBlock implements ReplicaBlock {
    private final String trackKey;
    private final int granule;
    private final int size;
    private final Map<String, RandomStream[]> streams = new HashMap<>();
    private final Map<String, StreamKey> keys = new HashMap<>();
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
        streams.forEach((purpose, all) -> {
            for (int r = 0; r < all.length; r++) {
                if (all[r] != null) {
                    restart(purpose, all[r], r);
                }
            }
        });
    }

    private void restart(String purpose, RandomStream stream, int r) {
        stream.restart(
                disorder + r / granule, purpose.equals("granule") ? thermal : thermal * granule + r % granule, epoch);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public RandomStream random(int r) {
        return random(r, "thermal");
    }

    @Override
    public RandomStream random(int r, String purpose) {
        RandomStream[] all = streams.computeIfAbsent(purpose, p -> new RandomStream[size]);
        if (all[r] == null) {
            all[r] = RandomStream.of(keys.computeIfAbsent(purpose, p -> StreamKey.of(trackKey, p)), 0, 0, 0);
            restart(purpose, all[r], r);
        }
        return all[r];
    }

    @Override
    public RandomStream granule() {
        if (size != granule) {
            throw new IllegalStateException("Cannot draw for a granule: the block holds " + size / granule);
        }
        return random(0, "granule");
    }
}
