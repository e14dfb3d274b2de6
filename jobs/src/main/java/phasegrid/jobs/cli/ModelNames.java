package phasegrid.jobs.cli;

import java.util.Iterator;

/** The models that a shell completes. */
final class ModelNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return ModelCatalogue.here().ids().iterator();
    }
}
