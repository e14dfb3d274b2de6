package phasegrid.jobs.table;

import java.util.Optional;
import phasegrid.engine.sweep.Address;

/** End states of the legs of long chains, apart from the ledger because a fold never reads them. */
public final class ChainStates {
    private final Output output;

    private ChainStates(Output output) {
        this.output = output;
    }

    /** The states of {@code output}; touches nothing. */
    public static ChainStates at(Output output) {
        return new ChainStates(output);
    }

    /** Publishes the state at the end of a leg. */
    public void save(String trackKey, Address address, byte[] state) {
        throw new UnsupportedOperationException(output + trackKey + address + state.length);
    }

    /** The state at the end of a leg; nothing where there is none or it is corrupt, which puts it into quarantine. */
    public Optional<byte[]> load(String trackKey, Address address) {
        throw new UnsupportedOperationException(trackKey + address);
    }

    /** Whether the state was there when the folder was listed, at the first call or the last {@link #refresh}. */
    public boolean held(String trackKey, Address address) {
        throw new UnsupportedOperationException(trackKey + address);
    }

    /** Lists the folder again; returns this. */
    public ChainStates refresh() {
        return this;
    }
}
