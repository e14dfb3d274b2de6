package phasegrid.export.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The scripts of Vega and Vega-Lite, from their jars. */
final class Vega {
    private Vega() {}

    /** The runtime that draws. */
    static String runtime() {
        return script("vega", "vega.min.js");
    }

    /** The compiler of the grammar. */
    static String grammar() {
        return script("vega-lite", "vega-lite.min.js");
    }

    private static String script(String jar, String file) {
        String version = version(jar);
        return read("/META-INF/resources/webjars/" + jar + "/" + version + "/" + file);
    }

    private static String version(String jar) {
        try (InputStream in = open("/META-INF/maven/org.webjars/" + jar + "/pom.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw unreadable(jar, e);
        }
    }

    private static String read(String path) {
        try (InputStream in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static InputStream open(String path) throws IOException {
        InputStream in = Vega.class.getResourceAsStream(path);
        if (in == null) {
            throw new IOException("it is not on the class path");
        }
        return in;
    }

    private static UncheckedIOException unreadable(String what, IOException e) {
        return new UncheckedIOException(
                "Cannot read " + what + " of this program: " + e.getMessage() + "; build it again", e);
    }
}
