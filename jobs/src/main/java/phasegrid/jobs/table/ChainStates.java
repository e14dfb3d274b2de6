package phasegrid.jobs.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Keys;

/**
 * End states of the legs of long chains, apart from the ledger because a fold never reads them. One file a leg: the
 * SHA-256 of its place and of the state, then the state.
 *
 * <p>A file whose hash disagrees, twice, gets a marker under {@code quarantine/} and counts as absent; the state is
 * then computed again and saved under the next free name. Thread-safe.
 */
public final class ChainStates {
    private static final int HASH_BYTES = 32;

    private final Output output;
    private Set<String> listed;

    private ChainStates(Output output) {
        this.output = output;
    }

    /** The states of {@code output}; touches nothing. */
    public static ChainStates at(Output output) {
        return new ChainStates(output);
    }

    /** Publishes the state at the end of a leg. */
    public void save(String trackKey, Address address, byte[] state) {
        String place = place(trackKey, address);
        int copy = 0;
        while (Quarantine.holds(output, name(place, copy))) {
            copy++;
        }
        byte[] file = ByteBuffer.allocate(HASH_BYTES + state.length)
                .put(hash(place, state))
                .put(state)
                .array();
        output.publish(Part.CHAINS, name(place, copy), file);
    }

    /** The state at the end of a leg; nothing where there is none or it is corrupt, which puts it into quarantine. */
    public Optional<byte[]> load(String trackKey, Address address) {
        String place = place(trackKey, address);
        for (int copy = 0; ; copy++) {
            String name = name(place, copy);
            Optional<byte[]> file = output.read(Part.CHAINS, name);
            if (file.isEmpty()) {
                return Optional.empty();
            } else if (sound(place, file.get())) {
                return file.map(ChainStates::state);
            } else if (!Quarantine.holds(output, name)) {
                file = output.read(Part.CHAINS, name);
                if (file.isPresent() && sound(place, file.get())) {
                    return file.map(ChainStates::state);
                }
                Quarantine.add(output, Part.CHAINS, name, file.orElse(new byte[0]));
            }
        }
    }

    /** Whether the state was there when the folder was listed, at the first call or the last {@link #refresh}. */
    public synchronized boolean held(String trackKey, Address address) {
        if (listed == null) {
            refresh();
        }
        return listed.contains(place(trackKey, address));
    }

    /** Lists the folder again; returns this. */
    public synchronized ChainStates refresh() {
        Set<String> names = new HashSet<>(output.list(Part.CHAINS));
        names.removeAll(Quarantine.names(output));
        listed = new HashSet<>();
        names.forEach(name -> listed.add(name.split("\\.", 2)[0]));
        return this;
    }

    private static String place(String trackKey, Address address) {
        return trackKey + "-" + address.disorder() + "-" + address.thermal() + "-" + address.leg();
    }

    private static String name(String place, int copy) {
        return place + "." + copy + ".state";
    }

    private static boolean sound(String place, byte[] file) {
        return file.length >= HASH_BYTES && Arrays.equals(hash(place, state(file)), Arrays.copyOf(file, HASH_BYTES));
    }

    private static byte[] state(byte[] file) {
        return Arrays.copyOfRange(file, HASH_BYTES, file.length);
    }

    private static byte[] hash(String place, byte[] state) {
        byte[] name = place.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(name, name.length + state.length);
        System.arraycopy(state, 0, all, name.length, state.length);
        return HexFormat.of().parseHex(Keys.digest(all));
    }
}
