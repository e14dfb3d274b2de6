package phasegrid.jobs.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.SweepSpec;

/** The test models and the example files. */
final class Examples implements Catalogue {
    static final Definition<?, ?> GAUSSIANS = Definition.of(new Gaussians());
    static final Definition<?, ?> PATTERNS = Definition.of(new Patterns());
    static final Definition<?, ?> SPINS = Definition.of(new Spins());
    static final SweepReader READER = SweepReader.of(new Examples());

    private static final List<Definition<?, ?>> ALL = List.of(GAUSSIANS, PATTERNS, SPINS);

    @Override
    public Optional<Definition<?, ?>> find(String id) {
        return ALL.stream().filter(d -> d.model().card().id().equals(id)).findFirst();
    }

    @Override
    public List<String> ids() {
        return ALL.stream().map(d -> d.model().card().id()).toList();
    }

    static Stream<Path> files(String folder) {
        try {
            Path path = Path.of(Examples.class.getResource("/" + folder).toURI());
            return Files.list(path).filter(p -> p.toString().endsWith(".yaml")).sorted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A plain sweep with these lines after its model. */
    static SweepSpec sweep(String lines, String... overrides) {
        return READER.read("x.yaml", "model: gaussians@2\n" + lines, List.of(overrides));
    }

    /** What is wrong with the same. */
    static List<String> problems(String lines, String... overrides) {
        try {
            sweep(lines, overrides);
            return List.of();
        } catch (SweepProblems e) {
            return e.lines();
        }
    }

    /** The axis of this name in the first region. */
    static List<String> axis(SweepSpec spec, String name) {
        Axis axis = spec.regions().get(0).axes().stream()
                .filter(a -> a.names().contains(name))
                .findFirst()
                .orElseThrow();
        int i = axis.names().indexOf(name);
        return axis.values().stream().map(row -> row.get(i).text()).toList();
    }

    /** The fixed value of this name in the first region. */
    static String fixed(SweepSpec spec, String name) {
        Value value = spec.regions().get(0).fixed().get(name);
        return value == null ? null : value.text();
    }
}
