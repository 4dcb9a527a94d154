<?php
/**
 * The setting: which post types are read. Settings > Tickmark.
 *
 * @package Tickmark
 */

namespace Tickmark;

defined( 'ABSPATH' ) || exit;

/** The option that holds the names of the chosen post types. */
const POST_TYPES = 'tickmark_post_types';

const SETTINGS_PAGE = 'tickmark';

add_action( 'init', __NAMESPACE__ . '\\register_settings' );
add_action( 'admin_menu', __NAMESPACE__ . '\\add_settings_page' );
add_action( 'admin_init', __NAMESPACE__ . '\\add_settings_fields' );
add_filter( 'plugin_action_links_' . plugin_basename( FILE ), __NAMESPACE__ . '\\link_settings' );

/**
 * The post types that can be chosen: what people write in an editor and see on the site.
 *
 * @return \WP_Post_Type[] By name.
 */
function possible_post_types() {
	$types = get_post_types( array( 'show_ui' => true ), 'objects' );
	// Parts of a site's look are written in an editor as well, but by nobody who has to check them.
	return array_filter(
		$types,
		function ( $type ) {
			return $type->public && post_type_supports( $type->name, 'editor' );
		}
	);
}

/**
 * The names of the post types that are read.
 *
 * @return string[]
 */
function post_types() {
	return (array) get_option( POST_TYPES, array( 'post', 'page' ) );
}

/**
 * Registers the option.
 */
function register_settings() {
	register_setting(
		SETTINGS_PAGE,
		POST_TYPES,
		array(
			'type'              => 'array',
			'description'       => __( 'Post types in whose editors Tickmark marks claims.', 'tickmark' ),
			'sanitize_callback' => __NAMESPACE__ . '\\sanitize_post_types',
			'default'           => array( 'post', 'page' ),
		)
	);
}

/**
 * Keeps the names of post types that can be chosen.
 *
 * @param mixed $value What was sent.
 * @return string[]
 */
function sanitize_post_types( $value ) {
	// The form sends an empty name along, so that choosing none is told from sending nothing.
	$names = is_array( $value ) ? array_filter( $value, 'is_string' ) : array();
	return array_values( array_intersect( array_map( 'sanitize_key', $names ), array_keys( possible_post_types() ) ) );
}

/**
 * Adds the page under Settings.
 */
function add_settings_page() {
	add_options_page(
		__( 'Tickmark', 'tickmark' ),
		__( 'Tickmark', 'tickmark' ),
		'manage_options',
		SETTINGS_PAGE,
		__NAMESPACE__ . '\\show_settings_page'
	);
}

/**
 * Adds the page's one field.
 */
function add_settings_fields() {
	add_settings_section( 'tickmark', '', '__return_empty_string', SETTINGS_PAGE );
	add_settings_field( POST_TYPES, __( 'Mark claims in', 'tickmark' ), __NAMESPACE__ . '\\show_post_types', SETTINGS_PAGE, 'tickmark' );
}

/**
 * Prints the page. WordPress checks capability and nonce when the form is sent.
 */
function show_settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	?>
	<div class="wrap">
		<h1><?php echo esc_html( get_admin_page_title() ); ?></h1>
		<p><?php esc_html_e( 'Tickmark marks numbers, dates and quotations in the editor, for you to check. Texts are read in your browser and sent nowhere.', 'tickmark' ); ?></p>
		<form action="options.php" method="post">
			<?php
			settings_fields( SETTINGS_PAGE );
			do_settings_sections( SETTINGS_PAGE );
			submit_button();
			?>
		</form>
	</div>
	<?php
}

/**
 * Prints a box for each post type.
 */
function show_post_types() {
	$chosen = post_types();
	printf( '<input type="hidden" name="%s[]" value="">', esc_attr( POST_TYPES ) );
	echo '<fieldset><legend class="screen-reader-text"><span>', esc_html__( 'Mark claims in', 'tickmark' ), '</span></legend>';
	foreach ( possible_post_types() as $type ) {
		printf(
			'<label><input type="checkbox" name="%1$s[]" value="%2$s"%3$s> %4$s</label><br>',
			esc_attr( POST_TYPES ),
			esc_attr( $type->name ),
			checked( in_array( $type->name, $chosen, true ), true, false ),
			esc_html( $type->labels->name )
		);
	}
	echo '</fieldset>';
}

/**
 * Adds a link to the settings in the list of plugins.
 *
 * @param string[] $links The plugin's links.
 * @return string[]
 */
function link_settings( $links ) {
	$address = admin_url( 'options-general.php?page=' . SETTINGS_PAGE );
	array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( $address ), esc_html__( 'Settings', 'tickmark' ) ) );
	return $links;
}
