package sc.fiji.neuroglancer.viewer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.neuroglancer.grid.Dimension;
import sc.fiji.neuroglancer.grid.Units;
import sc.fiji.neuroglancer.task.InputException;

class ViewerStateTest {

    @Provide
    Arbitrary<ObjectNode> objects() {
        return JsonArbitraries.objects();
    }

    @Property(tries = 300)
    void anyStateSurvivesReadingAndWriting(@ForAll("objects") final ObjectNode json) {
        final String text = Json.write(json);
        assertEquals(text, ViewerState.parse(text).toString());
    }

    @Property(tries = 200)
    void whatIsNotKnownSurvivesEveryChange(@ForAll("objects") final ObjectNode unknown) {
        final ObjectNode layer = unknown.deepCopy().put("type", "image").put("name", "a");
        final ViewerState changed = ViewerState.empty()
                .with("x-unknown", unknown)
                .with("layers", Json.array().add(layer))
                .withDimensions(List.of(Dimension.of("x", BigDecimal.ONE, "m")))
                .withPosition(1)
                .withCrossSectionScale(2)
                .withProjectionScale(3)
                .withLayout("xy")
                .withScaleBar(false)
                .withAxisLines(false)
                .withTitle("t")
                .withSelectedLayer("a")
                .plusLayer(ImageLayer.of("b", "zarr://http://h/b"));
        final ImageLayer shown = ((ImageLayer) changed.layer("a").orElseThrow())
                .withSource("zarr://http://h/a")
                .withChannel(1)
                .withColor(0xff0000)
                .withContrast(1, 2, 0, 3)
                .withVisible(false);
        final ObjectNode result = changed.withLayer(shown).toJson();
        assertEquals(Json.write(unknown), Json.write(result.get("x-unknown")));
        final ObjectNode kept = (ObjectNode) result.get("layers").get(0);
        unknown.properties().stream()
                .filter(e -> !isSet(e.getKey()))
                .forEach(e -> assertEquals(e.getValue(), kept.get(e.getKey()), e.getKey()));
    }

    private static boolean isSet(final String key) {
        return List.of("type", "name", "source", "localDimensions", "localPosition", "shaderControls", "visible")
                .contains(key);
    }

    @Property(tries = 100)
    void lookingAtAStrangeStateDoesNotFail(@ForAll("objects") final ObjectNode strange) {
        final ObjectNode json = Json.object();
        strange.properties().forEach(e -> json.set(e.getKey(), e.getValue()));
        for (final String key : List.of("dimensions", "position", "layout", "selectedLayer", "crossSectionScale"))
            json.set(key, strange);
        json.set("layers", Json.array().add(strange).add(1).add(Json.object().set("source", strange)));
        final ViewerState state = ViewerState.parse(Json.write(json));
        state.dimensions();
        state.layers().forEach(l -> {
            l.sources();
            l.channel();
        });
        assertEquals(0, state.position().length);
        assertTrue(Double.isNaN(state.crossSectionScale()));
    }

    @Test
    void readsTheGoldenState() {
        final ViewerState state = ViewerState.parse(Golden.STATE);
        assertEquals(Golden.STATE, state.toString());
        assertEquals("[x 2.5E-7 m, y 4E-7 m, z 0.0000015 m]", state.dimensions().toString());
        assertArrayEquals(new double[] {10, 20, 5}, state.position());
        assertEquals(1, state.crossSectionScale());
        assertEquals(256, state.projectionScale());
        assertEquals("4panel", state.layout());
        assertEquals("GFP", state.selectedLayer());
        assertTrue(state.scaleBar());
        assertTrue(state.axisLines());
        assertEquals(
                List.of("DAPI", "GFP", "cFOS", "pts"),
                state.layers().stream().map(Layer::name).collect(Collectors.toList()));
        final ImageLayer gfp = (ImageLayer) state.layer("GFP").orElseThrow();
        assertEquals(List.of("zarr://http://127.0.0.1:18741/data/img.zarr"), gfp.sources());
        assertArrayEquals(new double[] {20000, 28000}, gfp.range());
        assertArrayEquals(new double[] {0, 65535}, gfp.window());
        assertEquals(0x00ff00, gfp.color());
        assertEquals(1, gfp.channel());
        assertEquals(ImageLayer.CHANNEL_SHADER, gfp.shader());
        assertTrue(gfp.additive());
        assertTrue(gfp.visible());
    }

    @Test
    void buildsTheGoldenState() {
        ViewerState state = ViewerState.empty()
                .withDimensions(List.of(
                        Dimension.of("x", 0.25, Units.byName("micrometer")),
                        Dimension.of("y", 0.4, Units.byName("micrometer")),
                        Dimension.of("z", 1.5, Units.byName("micrometer"))))
                .withPosition(10, 20, 5)
                .withCrossSectionScale(1)
                .withProjectionScale(256);
        final String[] names = {"DAPI", "GFP", "cFOS"};
        final int[] colors = {0x0000ff, 0x00ff00, 0xff0000};
        for (int c = 0; c < 3; c++)
            state = state.plusLayer(ImageLayer.of(names[c], "zarr://http://127.0.0.1:18741/data/img.zarr")
                    .withChannel(c)
                    .withAdditive(true)
                    .withOpacity(1)
                    .withShader(ImageLayer.CHANNEL_SHADER)
                    .withContrast(10000 * (c + 1), 10000 * (c + 1) + 8000, 0, 65535)
                    .withColor(colors[c]));
        state = state.plusLayer(AnnotationLayer.of("pts", "precomputed://http://127.0.0.1:18741/data/points")
                        .withShader("void main() {\n  setColor(prop_color());\n  setPointMarkerSize(12.0);\n}\n"))
                .withSelectedLayer("GFP")
                .withLayout("4panel")
                .withAxisLines(true)
                .withScaleBar(true);
        assertEquals(Golden.STATE, state.toString());
    }

    @Test
    void layersAreReplacedAddedAndRemovedByName() {
        final ViewerState one = ViewerState.empty().plusLayer(ImageLayer.of("a", "zarr://http://h/1"));
        final ViewerState three = one.plusLayer(OtherLayer.of(OtherLayer.AUTO, "a", "nifti://http://h/2"))
                .plusLayer(SegmentationLayer.of("a", "n5://http://h/3"));
        assertEquals(
                List.of("a", "a 2", "a 3"),
                three.layers().stream().map(Layer::name).collect(Collectors.toList()));
        assertEquals(OtherLayer.class, three.layer("a 2").orElseThrow().getClass());
        final ViewerState replaced = three.withLayer(AnnotationLayer.of("a 2", "precomputed://http://h/4"));
        assertEquals("annotation", replaced.layers().get(1).type());
        assertEquals(2, replaced.withoutLayer("a").layers().size());
        assertEquals(1, one.layers().size(), "a state does not change");
    }

    @Test
    void readsLayoutAndSourceInTheirLongForms() {
        final ViewerState state = ViewerState.parse("{\"layout\":{\"type\":\"xy-3d\",\"orthographicProjection\":true},"
                + "\"layers\":[{\"type\":\"mesh\",\"source\":[\"a://b\",{\"url\":\"c://d\"},7]},"
                + "{\"source\":{\"url\":\"e://f\",\"transform\":{}}}]}");
        assertEquals("xy-3d", state.layout());
        assertEquals(List.of("a://b", "c://d"), state.layers().get(0).sources());
        assertEquals(List.of("e://f"), state.layers().get(1).sources());
        assertEquals("", state.layers().get(1).name());
    }

    @Test
    void whatIsGivenAwayCannotChangeTheState() {
        final ViewerState state = ViewerState.parse(Golden.STATE);
        state.toJson().put("title", "other");
        final ObjectNode given = Json.object();
        final ViewerState changed = state.with("x-own", given);
        given.put("later", true);
        assertEquals(Golden.STATE, state.toString());
        assertEquals("{}", changed.toJson().get("x-own").toString());
        assertEquals(changed, ViewerState.parse(changed.toString()));
        assertFalse(changed.equals(state.with("x-own", BooleanNode.TRUE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"a\":1}}", "{\"a\":NaN}", "text"})
    void whatIsNotAnObjectIsRefused(final String text) {
        final InputException e = assertThrows(InputException.class, () -> ViewerState.parse(text));
        assertTrue(e.getMessage().startsWith("The viewer state is not"), e.getMessage());
    }
}
