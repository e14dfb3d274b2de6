package phasegrid.jobs.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java development kit of this machine.
 *
 * @param java its {@code java}
 * @param feature its version: 17, 25
 */
record Jdk(Path java, int feature) {
    /** From here on it warns of what Spark does with memory unless told not to. */
    static final int WARNS_OF_UNSAFE = 24;

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    /** The one that runs this. */
    static Jdk here() {
        return new Jdk(
                java(Path.of(System.getProperty("java.home"))),
                Runtime.version().feature());
    }

    /** The one to which {@code java} belongs. */
    static Jdk of(Path java) {
        return java.equals(here().java())
                ? here()
                : at(java.getParent().getParent()).orElseThrow();
    }

    /** The one in a folder; nothing where there is none. */
    static Optional<Jdk> at(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() && Files.isExecutable(java(home))
                    ? Optional.of(new Jdk(java(home), Integer.parseInt(version.group(1))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path java(Path home) {
        return home.resolve("bin").resolve("java");
    }

    /**
     * The second one: {@code $JAVA25_HOME}, else a neighbour of the running one of version 25, or 17 where 25 runs;
     * nothing where there is none.
     */
    static Optional<Jdk> second() {
        int wanted = Runtime.version().feature() == 25 ? 17 : 25;
        Optional<Jdk> given = Optional.ofNullable(System.getenv("JAVA25_HOME")).flatMap(home -> at(Path.of(home)));
        return given.filter(jdk -> jdk.feature() == wanted).or(() -> neighbour(wanted));
    }

    private static Optional<Jdk> neighbour(int wanted) {
        try (Stream<Path> homes =
                Files.list(Path.of(System.getProperty("java.home")).toRealPath().getParent())) {
            return homes.sorted()
                    .flatMap(home -> at(home).stream())
                    .filter(jdk -> jdk.feature() == wanted)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
