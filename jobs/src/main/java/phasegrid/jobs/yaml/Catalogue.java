package phasegrid.jobs.yaml;

import java.util.List;
import java.util.Optional;
import phasegrid.engine.definition.Definition;

/** The models that a sweep file may name. */
public interface Catalogue {
    /** The model called {@code id}. */
    Optional<Definition<?, ?>> find(String id);

    /** Every id. */
    List<String> ids();
}
