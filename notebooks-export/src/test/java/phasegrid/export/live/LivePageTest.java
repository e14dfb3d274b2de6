package phasegrid.export.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.model.Models;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.cli.Sweep;
import phasegrid.jobs.cli.Viewer;
import phasegrid.jobs.table.Output;
import phasegrid.jobs.yaml.Catalogue;
import phasegrid.jobs.yaml.SweepReader;

class LivePageTest {
    @TempDir
    private Path folder;

    /** What a request with this host name and path gets. */
    private static String answer(URI page, String host, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.getPort())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Sweep sweep() {
        Definition<?, ?> model = Models.definitions().stream()
                .filter(m -> m.model().card().id().equals("two-gaussians"))
                .findFirst()
                .orElseThrow();
        String text = "model: " + model.model().card().reference() + "\naxes: {d: [16, 64], t: [1, 2]}\n";
        SweepSpec spec = SweepReader.of(new Catalogue() {
                    @Override
                    public Optional<Definition<?, ?>> find(String id) {
                        return Optional.of(model);
                    }

                    @Override
                    public List<String> ids() {
                        return List.of(model.model().card().id());
                    }
                })
                .read("s.yaml", text, List.of());
        return new Sweep("s.yaml", text, model, "", spec, Output.at(folder.toString()));
    }

    @Test
    @SuppressWarnings("try") // the page is open meanwhile
    void onlyThoseWhoKnowTheAddressAreAnswered() throws IOException {
        List<String> said = new ArrayList<>();
        try (Viewer.View view = new LivePage().open(sweep(), said::add)) {
            URI page = URI.create(said.get(0).replace("to be seen at ", ""));
            String host = page.getAuthority();
            assertThat(page.getHost()).isEqualTo("127.0.0.1");
            assertThat(answer(page, host, page.getPath())).contains("200 OK", "connect-src 'self'", "id=\"data\"");
            assertThat(answer(page, host, "/")).contains("404").doesNotContain("id=\"data\"");
            assertThat(answer(page, host, page.getPath().replaceAll("[0-9a-f]/$", "/")))
                    .contains("404");
            assertThat(answer(page, "elsewhere.example", page.getPath())).contains("404");
            String data = answer(page, host, page.getPath() + "data");
            assertThat(new ObjectMapper()
                            .readTree(data.substring(data.indexOf("\r\n\r\n")))
                            .path("rows"))
                    .hasSize(4);
        }
    }
}
