package phasegrid.jobs.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import phasegrid.engine.sweep.BatchRunner;

/**
 * What runs here.
 *
 * @param version of Phasegrid
 * @param commit the commit that was built, {@code unknown} where the build could not tell
 * @param dirty {@code true} where files differed from that commit, {@code false}, or {@code unknown}
 * @param jdk version and vendor of the Java runtime
 * @param host the host's name
 * @param kernels the numeric kernels in use
 * @param classes SHA-256 of the engine's classes, 64 hexadecimal digits
 */
public record Provenance(
        String version, String commit, String dirty, String jdk, String host, String kernels, String classes) {
    private static final String UNKNOWN = "unknown";

    private static final class Here {
        static final Provenance PROVENANCE = gathered();
    }

    /** The provenance of this process; computed once, at the first call. */
    public static Provenance here() {
        return Here.PROVENANCE;
    }

    private static Provenance gathered() {
        Properties build = build();
        return new Provenance(
                stated(build, "version"),
                stated(build, "commit"),
                stated(build, "dirty"),
                System.getProperty("java.vm.version") + " " + System.getProperty("java.vendor"),
                hostName(),
                BatchRunner.kernels(),
                EngineClasses.hash());
    }

    private static Properties build() {
        Properties build = new Properties();
        try (InputStream in = Provenance.class.getResourceAsStream("/phasegrid/build.properties")) {
            if (in != null) {
                build.load(in);
            }
            return build;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what the build wrote of itself: build it again", e);
        }
    }

    /** What the build wrote, unless it had nothing to write. */
    private static String stated(Properties build, String name) {
        String value = build.getProperty(name, "").strip();
        return value.isEmpty() || value.contains("${") ? UNKNOWN : value;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }

    /** The circumstances of a row that this process computed. */
    public Circumstances circumstances(double cpuSeconds) {
        return new Circumstances(cpuSeconds, host, jdk, commit, classes);
    }

    /** As metadata of a table: {@code phasegrid.version} and so on; this host is the only one of its hosts. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("phasegrid.version", version);
        metadata.put("phasegrid.commit", commit);
        metadata.put("phasegrid.dirty", dirty);
        metadata.put("phasegrid.jdk", jdk);
        metadata.put("phasegrid.hosts", host);
        metadata.put("phasegrid.kernels", kernels);
        metadata.put("phasegrid.classes", classes);
        return metadata;
    }
}
