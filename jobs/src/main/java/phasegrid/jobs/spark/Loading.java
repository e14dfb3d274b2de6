package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.table.ChainStates;

/**
 * Makes batches ready to travel: each with its track as text and, for a chain, the state that it goes on from.
 *
 * @param definition the model
 * @param states the end states of legs
 */
record Loading<P extends Record>(Definition<P, ?> definition, ChainStates states) {
    /** The pack of these batches; one whose state isn't there goes to {@code without} instead. */
    Pack pack(List<Batch> batches, boolean alone, Consumer<Batch> without) {
        List<Pack.Load> loads = new ArrayList<>();
        for (Batch batch : batches) {
            state(batch).ifPresentOrElse(state -> load(loads, batch, state), () -> without.accept(batch));
        }
        return new Pack(loads, alone);
    }

    private void load(List<Pack.Load> loads, Batch batch, byte[] state) {
        boolean same = !loads.isEmpty()
                && last(loads).parcel().track().equals(batch.track().key());
        if (!same) {
            loads.add(new Pack.Load(parcel(batch), new ArrayList<>(), new ArrayList<>()));
        }
        last(loads).addresses().add(batch.address());
        last(loads).states().add(state);
    }

    private static Pack.Load last(List<Pack.Load> loads) {
        return loads.get(loads.size() - 1);
    }

    @SuppressWarnings("unchecked")
    private Parcel parcel(Batch batch) {
        return Parcel.of(definition, (Track<P>) batch.track());
    }

    private Optional<byte[]> state(Batch batch) {
        Address a = batch.address();
        return a.leg() == 0
                ? Optional.of(new byte[0])
                : states.load(batch.track().key(), new Address(a.disorder(), a.thermal(), a.leg() - 1));
    }
}
