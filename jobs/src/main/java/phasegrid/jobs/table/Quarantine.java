package phasegrid.jobs.table;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import phasegrid.engine.sweep.Keys;

/** Markers that name corrupt files; the files stay where they are. */
final class Quarantine {
    private static final String SUFFIX = ".corrupt";

    private Quarantine() {}

    /** Marks a file that holds {@code bytes} and should not. */
    static void add(Output output, Part part, String name, byte[] bytes) {
        String text = output.uri(part) + "/" + name + " is corrupt: its " + bytes.length + " bytes have the SHA-256 "
                + Keys.digest(bytes) + ". It is left out; what it held is computed again.\n";
        output.publish(Part.QUARANTINE, name + SUFFIX, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The names of all marked files. */
    static Set<String> names(Output output) {
        return output.list(Part.QUARANTINE).stream()
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .collect(Collectors.toSet());
    }

    /** Whether one file is marked. */
    static boolean holds(Output output, String name) {
        return output.read(Part.QUARANTINE, name + SUFFIX).isPresent();
    }
}
