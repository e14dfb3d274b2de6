package phasegrid.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What one test has reported: the cases that ran, and of the line that a test of a fault prints,
 * {@code fault: tried 3, repeated 2 of 80 batches}, the sums.
 *
 * @param cases test cases that ran
 * @param red of these, the failed ones
 * @param told cases that printed the line
 * @param tried injections that they told of
 * @param repeated batches computed that an undisturbed run would not have computed
 * @param wanted batches that their sweeps want
 */
record FaultReport(int cases, int red, int told, long tried, long repeated, long wanted) {
    static final FaultReport NONE = new FaultReport(0, 0, 0, 0, 0, 0);

    private static final Pattern LINE = Pattern.compile("fault: tried (\\d+), repeated (\\d+) of (\\d+) batches");

    FaultReport plus(FaultReport o) {
        return new FaultReport(
                cases + o.cases, red + o.red, told + o.told, tried + o.tried, repeated + o.repeated, wanted + o.wanted);
    }

    /** How often the fault was injected: as told, and once for every case that told nothing. */
    long times() {
        return tried + cases - told;
    }

    String repeated(String otherwise) {
        return wanted > 0 ? repeated + " of " + wanted + " batches" : otherwise;
    }

    /** The reports of the tests of some modules, by {@code module:Class#method}. */
    static Map<String, FaultReport> all(List<String> modules) throws IOException {
        Map<String, FaultReport> all = new HashMap<>();
        for (String module : modules) {
            Path folder = Path.of("..", module, "target", "surefire-reports");
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file :
                            files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                        read(module, file, all);
                    }
                }
            }
        }
        return all;
    }

    private static void read(String module, Path file, Map<String, FaultReport> into) throws IOException {
        try {
            Document suite =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            NodeList cases = suite.getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element one = (Element) cases.item(i);
                String type = one.getAttribute("classname").replaceFirst(".*\\.", "");
                String name = one.getAttribute("name").replaceFirst("[({\\[].*", "");
                into.merge(module + ":" + type + "#" + name, of(one), FaultReport::plus);
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Cannot read " + file, e);
        }
    }

    private static FaultReport of(Element one) {
        if (has(one, "skipped")) {
            return NONE;
        }
        int red = has(one, "failure") || has(one, "error") ? 1 : 0;
        Matcher line = LINE.matcher(one.getTextContent());
        return line.find()
                ? new FaultReport(1, red, 1, number(line, 1), number(line, 2), number(line, 3))
                : new FaultReport(1, red, 0, 0, 0, 0);
    }

    private static boolean has(Element one, String child) {
        return one.getElementsByTagName(child).getLength() > 0;
    }

    private static long number(Matcher line, int group) {
        return Long.parseLong(line.group(group));
    }
}
